/** What is typed about a notice and about what happened in a case. */
import { DateTime } from 'luxon'
import { z } from 'zod'
import { MUNICIPAL_ZONE } from '../../domain/calendar.js'
import { CASE_EVENTS, CASE_OUTCOMES, HOUSEHOLD_EVENTS, MISSING_RENT_CAUSES, NOTICE_KINDS, NOTICE_SENDERS } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

export const NoticeForm = z
  .object({
    sender: fieldOf.oneOf(NOTICE_SENDERS, 'Välj vem meddelandet kommer från'),
    kind: fieldOf.oneOf(NOTICE_KINDS, 'Välj vad det är för meddelande'),
    senderName: fieldOf.optionalText(120),
    senderReference: fieldOf.optionalText(60),
    arrivedOn: fieldOf.day('Skriv vilken dag meddelandet kom'),
    arrivedTime: fieldOf.optionalTimeOfDay('Skriv klockslaget som TT.MM, till exempel 09.12'),
    servedOn: fieldOf.optionalDay(),
    plannedOn: fieldOf.optionalDay(),
    plannedTime: fieldOf.optionalTimeOfDay('Skriv klockslaget som TT.MM, till exempel 10.00'),
    amount: fieldOf.optionalKronor(),
    children: fieldOf.wholeNumber('Skriv hur många barn som bor där, 0 om inga', 0, 30),
    home: fieldOf.optionalText(20),
    address: fieldOf.optionalText(200),
    documentId: fieldOf.optionalChoice(),
    responsibleId: fieldOf.optionalChoice(),
    another: fieldOf.optionalText(3),
  })
  .transform(({ arrivedTime, amount: amountOre, another, ...form }) => ({
    ...form,
    amountOre,
    isAnother: another !== null,
    arrivedTime,
    arrivedAt:
      DateTime.fromISO(`${form.arrivedOn}T${(arrivedTime ?? '12.00').replace('.', ':')}`, { zone: MUNICIPAL_ZONE })
        .toUTC()
        .toISO({ suppressMilliseconds: false }) ?? '',
  }))

export const EventForm = z.object({
  kind: fieldOf.oneOf(CASE_EVENTS, 'Välj vad som har hänt'),
  noticeId: fieldOf.optionalChoice(),
  happenedOn: fieldOf.day('Skriv vilken dag det var'),
  atTime: fieldOf.optionalTimeOfDay('Skriv klockslaget som TT.MM, till exempel 10.00'),
  outcome: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.enum(CASE_OUTCOMES, { error: 'Välj hur det slutade' }).nullable(),
  ),
  named: fieldOf.optionalText(120),
  text: fieldOf.optionalText(2000),
})

export const HouseholdEventForm = z.object({
  kind: fieldOf.oneOf(HOUSEHOLD_EVENTS, 'Välj vad som har hänt'),
  happenedOn: fieldOf.day('Skriv vilken dag det var'),
  untilOn: fieldOf.optionalDay(),
  cause: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.enum(MISSING_RENT_CAUSES, { error: 'Välj varför hyran inte är betald' }).nullable(),
  ),
  text: fieldOf.optionalText(1000),
})
