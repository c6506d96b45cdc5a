/** What is typed about a step that comes without a new home, and how the board is cut. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar.js'
import { LADDER_STEPS } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

/** The choice that takes the person off the ladder. */
export const offLadder = 'OUT'

export const StepMoveForm = (today: Day) =>
  z.object({
    toStep: fieldOf.oneOf([...LADDER_STEPS, offLadder], 'Välj steg').transform((step) => (step === offLadder ? null : step)),
    movesOn: fieldOf.soonDay(today, 'Skriv dagen för stegbytet'),
    reason: fieldOf.text('Skriv skälet', 500),
    decisionReference: fieldOf.optionalText(60),
  })

const BOARD_CUTS = ['alla', 'barn', 'skuld'] as const
export type BoardCut = (typeof BOARD_CUTS)[number]

export const BoardQuery = z.object({
  urval: z.enum(BOARD_CUTS).catch('alla'),
  sida: fieldOf.pageNumber(),
})
