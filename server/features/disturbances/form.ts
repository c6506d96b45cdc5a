/** What is typed about a disturbance and about what was done. */
import { z } from 'zod'
import {
  DISTURBANCE_KINDS,
  DISTURBANCE_REPORTERS,
  DISTURBANCE_STEPS,
  NOTICE_SENDERS,
  SERIOUSNESS,
  SUPPORT_KINDS,
} from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

const time = fieldOf.optionalTimeOfDay('Skriv klockslaget som TT.MM, till exempel 22.30')

const minutes = fieldOf
  .optionalText()
  .refine((text) => text === null || (/^\d{1,4}$/.test(text) && Number(text) >= 1), 'Skriv hur många minuter, till exempel 90')
  .transform((text) => (text === null ? null : Number(text)))

export const ReportForm = z.object({
  reporter: fieldOf.oneOf(DISTURBANCE_REPORTERS, 'Välj vem som anmälde'),
  reporterName: fieldOf.optionalText(120),
  reporterContact: fieldOf.optionalText(120),
  reportedOn: fieldOf.day('Skriv vilken dag anmälan kom'),
  happenedOn: fieldOf.day('Skriv vilken dag det störde'),
  atTime: time,
  minutes,
  kind: fieldOf.oneOf(DISTURBANCE_KINDS, 'Välj vad som störde'),
  seriousness: fieldOf.oneOf(SERIOUSNESS, 'Välj hur allvarlig störningen är'),
  text: fieldOf.text('Skriv vad som anmäldes', 4000),
  home: fieldOf.optionalText(20),
  address: fieldOf.optionalText(200),
})
export type ReportFormValue = z.infer<typeof ReportForm>

const oneOrNone = <const C extends readonly [string, ...string[]]>(codes: C, message: string) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), z.enum(codes, { error: message }).nullable())

export const StepForm = z.object({
  kind: fieldOf.oneOf(DISTURBANCE_STEPS, 'Välj vad som har gjorts'),
  happenedOn: fieldOf.day('Skriv vilken dag det var'),
  urgedBy: oneOrNone(NOTICE_SENDERS, 'Välj vem som gav rättelseanmaningen'),
  supportKind: oneOrNone(SUPPORT_KINDS, 'Välj vad som erbjöds'),
  text: fieldOf.optionalText(2000),
})

export const DisturbancesQuery = z.object({
  urval: z.enum(['oppna', 'mina', 'tysta']).catch('oppna'),
  sida: fieldOf.pageNumber(),
})
