import { describe, expect, test } from 'vitest';
import { readMessage } from '../../src/domain/typed/message-hints.ts';
import { da } from '../../src/messages/texts/da.ts';
import { offeredNames } from '../../src/messages/work-words.ts';
import { BIRKHOLM } from '../support/builders.ts';

const read = (text: string) => readMessage(text, offeredNames({ texts: da, taskForce: BIRKHOLM }));

describe('a message about a job', () => {
  test('is read for work, hours, contact and postcode', () => {
    expect(
      read(
        'Hej! Vi kunne godt bruge en til opvasken og afrydning, ca. 5 timer om ugen. Ring til Karen på 20 30 40 57, Storegade 1, 8800 Viborg.',
      ),
    ).toEqual({
      category: 'canteen',
      tasks: ['dishwashing', 'clearing'],
      hours: 'ca. 5 timer',
      contact: { phone: '+4520304057', email: null },
      postcode: '8800',
    });
  });

  test.each([
    ['3-5 timer', '3-5 timer'],
    ['vel 3 til 5 timer om ugen', '3 til 5 timer'],
    ['7,5 timer', '7,5 timer'],
    ['om 3 dage', null],
    ['90 timer', null],
  ])('“%s”: hours %s', (text, hours) => {
    expect(read(text).hours).toBe(hours);
  });

  test('takes a year, a price or a number that is no postcode for none', () => {
    for (const text of ['I 2027 Måske', 'i 2026 var det', 'kr. 8.800 Viborg', '8800 kroner', '0001 Ingenby'])
      expect(read(text).postcode).toBeNull();
  });

  test('takes the kind of work that is spoken of most', () => {
    expect(read('Rengøring: gulve og toiletter, og lidt scanning').category).toBe('cleaning');
    expect(read('Det er koldt, men ikke sneboldkoldt').category).toBeNull();
    expect(read('Hvem kan hjælpe os i morgen?')).toEqual({
      category: null,
      tasks: [],
      hours: null,
      contact: null,
      postcode: null,
    });
  });
});
