/**
 * Forgotten: agree on the day it is paid, and offer autogiro. A promised day is written down as a pause, and while it lasts nobody asks
 * again (reminder-pauses.ts).
 *
 * Worked example: FORGOTTEN found 2026-11-03: by 2026-11-06. Reminders paused until 2026-11-10 for a promised payment: waits.
 */
import { causeRule } from './cause.js'

export const agreeOnADay = causeRule(
  'AGREE_ON_A_DAY',
  'FORGOTTEN',
  { reason: 'hyran är bortglömd. Kom överens om vilken dag den betalas och erbjud autogiro.' },
  ['WAIT_FOR_PAUSE', 'WAIT_FOR_INSTALMENT'],
)
