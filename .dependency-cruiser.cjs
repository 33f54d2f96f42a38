/** The layers of the house: which folder may import from which. See src/decisions/. */
const outside = (...allowed) => ({
  pathNot: [...allowed.map((path) => `^src/${path}`), 'node_modules', '^node:'],
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-itself',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { path: '^src/', ...outside('domain') },
    },
    {
      name: 'domain-uses-calculating-libraries-only',
      comment:
        'Time zones, holidays and phone numbers are computed by libraries; nothing in the domain does I/O.',
      severity: 'error',
      from: { path: '^src/domain' },
      to: {
        path: ['node_modules', '^node:'],
        pathNot: ['node_modules/(luxon|@types/luxon|date-holidays|libphonenumber-js)/'],
      },
    },
    {
      name: 'messages-import-domain',
      severity: 'error',
      from: { path: '^src/messages' },
      to: { path: '^src/', ...outside('messages', 'domain') },
    },
    {
      name: 'app-imports-messages-and-domain',
      severity: 'error',
      from: { path: '^src/app' },
      to: { path: '^src/', ...outside('app', 'messages', 'domain') },
    },
    {
      name: 'messages-and-app-do-no-io',
      severity: 'error',
      from: { path: '^src/(messages|app)' },
      to: { path: ['node_modules', '^node:'], pathNot: ['node_modules/(zod|fastest-levenshtein)/'] },
    },
    {
      name: 'store-imports-app-and-domain',
      severity: 'error',
      from: { path: '^src/store' },
      to: { path: '^src/', ...outside('store', 'app', 'domain') },
    },
    {
      name: 'files-import-app-messages-and-domain',
      severity: 'error',
      from: { path: '^src/files' },
      to: { path: '^src/', ...outside('files', 'app', 'messages', 'domain') },
    },
    {
      name: 'drawing-and-writing-in-files',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/files' },
      to: {
        path: 'node_modules/(satori|@resvg|upng-js|write-excel-file|read-excel-file|csv-stringify|csv-parse|pdfkit)',
      },
    },
    {
      name: 'delivery-imports-app-and-domain',
      severity: 'error',
      from: { path: '^src/delivery' },
      to: { path: '^src/', ...outside('delivery', 'app', 'domain') },
    },
    {
      name: 'schedule-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/schedule' },
      to: { path: '^src/', ...outside('schedule', 'app') },
    },
    {
      name: 'slack-knows-not-teams',
      severity: 'error',
      from: { path: '^src/platforms/slack' },
      to: { path: '^src/', ...outside('platforms/slack', 'app', 'messages', 'domain') },
    },
    {
      name: 'teams-knows-not-slack',
      severity: 'error',
      from: { path: '^src/platforms/teams' },
      to: { path: '^src/', ...outside('platforms/teams', 'app', 'messages', 'domain') },
    },
    {
      name: 'botbuilder-in-two-files',
      comment: 'The SDK is archived: its successor replaces these two.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/platforms/teams/(listen|send)\\.ts$' },
      to: { path: 'node_modules/(botbuilder|botframework)' },
    },
    {
      name: 'slack-sdk-in-slack',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/platforms/slack' },
      to: { path: 'node_modules/@slack' },
    },
    {
      name: 'prisma-in-store',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/store' },
      to: { path: ['node_modules/@prisma', '^src/store/generated'] },
    },
    {
      name: 'playground-starts-the-bot-and-speaks-to-it-over-http',
      comment: 'It plays Slack and Teams; what the bot makes of it is none of its business.',
      severity: 'error',
      from: { path: '^src/playground' },
      to: {
        path: '^src/',
        ...outside(
          'playground',
          'app',
          'domain',
          'bot',
          'config',
          'logging',
          'server',
          'store/directory-lock',
        ),
      },
    },
    {
      name: 'only-main-starts-the-playground',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(main|playground)' },
      to: { path: '^src/playground' },
    },
    {
      name: 'only-the-composition-roots-know-the-platforms',
      severity: 'error',
      from: {
        path: '^src',
        pathNot: '^src/(bot|connect-platforms|start-lines|platform-texts|platforms|admin|main|playground)',
      },
      to: { path: '^src/(platforms|store|delivery|schedule)', pathNot: '^src/(store|delivery|schedule)' },
    },
  ],
  options: {
    // The compiler of TypeScript 7 has no interface that this program could parse with.
    parser: 'swc',
    doNotFollow: { path: ['node_modules', 'src/store/generated'] },
    exclude: { path: 'src/store/generated/internal' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
