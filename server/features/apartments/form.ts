/** What is typed about an apartment: its particulars, boendeform, head lease, rents and voids. */
import { z } from 'zod'
import { addDays, type Day } from '../../domain/calendar.js'
import { HEAD_LEASE_KINDS, HOUSING_FORMS, VOID_REASONS } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

/** A number with at most one decimal, comma or point; null when nothing is written. */
const size = (message: string, most: number) =>
  fieldOf.optionalText(20).transform((text, context) => {
    if (text === null) return null
    const value = /^\d{1,4}([.,]\d)?$/.test(text) ? Number(text.replace(',', '.')) : NaN
    if (value > 0 && value <= most) return value
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

const postcode = fieldOf.optionalText(10).transform((text, context) => {
  if (text === null) return null
  const digits = text.replace(/\s/g, '')
  if (/^\d{5}$/.test(digits)) return `${digits.slice(0, 3)} ${digits.slice(3)}`
  context.addIssue({ code: 'custom', message: 'Skriv postnumret med fem siffror, till exempel 117 59' })
  return z.NEVER
})

const particulars = {
  ownId: fieldOf.text('Skriv lägenhetens eget id', 60),
  address: fieldOf.text('Skriv adressen'),
  apartmentNumber: fieldOf.optionalText(20),
  postcode,
  city: fieldOf.optionalText(100),
  areaName: fieldOf.optionalText(100),
  squareMeters: size('Skriv ytan med siffror, till exempel 54 eller 54,5', 1000),
  rooms: size('Skriv antal rum med siffror, till exempel 2', 30),
  costCentre: fieldOf.optionalText(60),
  landlordId: fieldOf.optionalChoice(),
  newLandlord: fieldOf.optionalText(),
  propertyId: fieldOf.optionalChoice(),
  newProperty: fieldOf.optionalText(),
  /** only asked of those who reach several units */
  unitId: fieldOf.optionalChoice(),
}

type Chosen = { landlordId: number | null; newLandlord: string | null; propertyId: number | null; newProperty: string | null }

/** Either one of the list or a new name. */
function oneOfTwo(form: Chosen, context: z.RefinementCtx): void {
  if (form.landlordId !== null && form.newLandlord !== null) {
    context.addIssue({ code: 'custom', path: ['newLandlord'], message: 'Välj en hyresvärd i listan eller skriv en ny, inte båda' })
  }
  if (form.propertyId !== null && form.newProperty !== null) {
    context.addIssue({ code: 'custom', path: ['newProperty'], message: 'Välj en fastighet i listan eller skriv en ny, inte båda' })
  }
}

export const ParticularsForm = z.object(particulars).superRefine(oneOfTwo)
export type Particulars = z.infer<typeof ParticularsForm>

const leaseKind = fieldOf.oneOf(HEAD_LEASE_KINDS, 'Välj vilket slags avtal det är')
const noticeMonths = fieldOf.optionalText(4).transform((text, context) => {
  if (text === null) return null
  if (/^\d{1,2}$/.test(text) && Number(text) <= 24) return Number(text)
  context.addIssue({ code: 'custom', message: 'Skriv uppsägningstiden i hela månader, till exempel 3' })
  return z.NEVER
})
const waiver = {
  waiverReference: fieldOf.optionalText(60),
  waiverApprovedOn: fieldOf.optionalDay(),
  waiverUntilOn: fieldOf.optionalDay(),
}
type Waiver = { waiverReference: string | null; waiverApprovedOn: Day | null; waiverUntilOn: Day | null }

/** A waiver is a decision: it has a number and a day, and does not end before it began. */
function wholeWaiver(form: Waiver, context: z.RefinementCtx): void {
  const some = form.waiverReference !== null || form.waiverApprovedOn !== null || form.waiverUntilOn !== null
  if (some && form.waiverReference === null) {
    context.addIssue({ code: 'custom', path: ['waiverReference'], message: 'Skriv hyresnämndens diarienummer för avståendet' })
  }
  if (some && form.waiverApprovedOn === null) {
    context.addIssue({ code: 'custom', path: ['waiverApprovedOn'], message: 'Skriv dagen då hyresnämnden godkände avståendet' })
  }
  if (form.waiverApprovedOn !== null && form.waiverUntilOn !== null && form.waiverUntilOn < form.waiverApprovedOn) {
    context.addIssue({ code: 'custom', path: ['waiverUntilOn'], message: 'Avståendets sista dag kan inte vara före dagen det godkändes' })
  }
}

const lastDayFault = 'Sista dagen kan inte vara före första dagen'

/** The last day typed as the first day not included. */
const endOf = (lastOn: Day | null): Day | null => (lastOn === null ? null : addDays(lastOn, 1))

/** A new apartment with everything at once. The rents hold from the day the nämnd has the place. */
export const NewApartmentForm = (today: Day) =>
  z
    .object({
      ...particulars,
      housingForm: fieldOf.oneOf(HOUSING_FORMS, 'Välj boendeform'),
      formFromOn: fieldOf.soonDay(today, 'Skriv dagen då boendeformen börjar gälla'),
      leaseKind,
      leaseStartsOn: fieldOf.optionalDay(),
      leaseLastOn: fieldOf.optionalDay(),
      noticeMonths,
      ...waiver,
      landlordRent: fieldOf.optionalKronor(),
      tenantRent: fieldOf.optionalKronor(),
    })
    .superRefine(oneOfTwo)
    .superRefine(wholeWaiver)
    .superRefine((form, context) => {
      const told = form.leaseLastOn ?? form.noticeMonths ?? form.waiverReference
      if (form.leaseStartsOn === null && told !== null) {
        context.addIssue({ code: 'custom', path: ['leaseStartsOn'], message: 'Skriv dagen då inhyrningen börjar' })
      }
      if (form.leaseStartsOn !== null && form.leaseLastOn !== null && form.leaseLastOn < form.leaseStartsOn) {
        context.addIssue({ code: 'custom', path: ['leaseLastOn'], message: lastDayFault })
      }
    })
    .transform(({ leaseLastOn, ...form }) => ({ ...form, leaseEndsOn: endOf(leaseLastOn) }))
export type NewApartment = z.infer<ReturnType<typeof NewApartmentForm>>

/** A boendeform from a day; NONE ends it without a new one. */
export const HousingFormForm = (today: Day) =>
  z.object({
    housingForm: fieldOf.oneOf([...HOUSING_FORMS, 'NONE'], 'Välj boendeform'),
    fromOn: fieldOf.soonDay(today, 'Skriv dagen då bytet gäller'),
  })

/** A head lease: new, or with `leaseId` the one that is changed or ended. */
export const HeadLeaseForm = (today: Day) =>
  z
    .object({
      leaseId: fieldOf.optionalChoice(),
      kind: leaseKind,
      startsOn: fieldOf.soonDay(today, 'Skriv dagen då inhyrningen börjar'),
      lastOn: fieldOf.optionalDay(),
      noticeMonths,
      ...waiver,
    })
    .superRefine(wholeWaiver)
    .superRefine((form, context) => {
      if (form.lastOn !== null && form.startsOn !== '' && form.lastOn < form.startsOn)
        context.addIssue({ code: 'custom', path: ['lastOn'], message: lastDayFault })
    })
    .transform(({ lastOn, ...form }) => ({ ...form, endsOn: endOf(lastOn) }))
export type HeadLeaseWish = z.infer<ReturnType<typeof HeadLeaseForm>>

const RENT_SIDES = ['LANDLORD', 'TENANT'] as const

export const RentForm = (today: Day) =>
  z.object({
    side: fieldOf.oneOf(RENT_SIDES, 'Välj vilken hyra det är'),
    fromOn: fieldOf.soonDay(today, 'Skriv dagen då hyran börjar gälla'),
    amountOre: fieldOf.kronor('Skriv hyran i kronor i månaden'),
  })
export type RentWish = z.infer<ReturnType<typeof RentForm>>

export const VoidForm = (today: Day) =>
  z
    .object({
      reason: fieldOf.oneOf(VOID_REASONS, 'Välj skäl'),
      startsOn: fieldOf.soonDay(today, 'Skriv dagen då tomperioden börjar'),
      endsOn: fieldOf.optionalDay(),
      costCentre: fieldOf.optionalText(60),
      note: fieldOf.optionalText(500),
    })
    .superRefine((form, context) => {
      if (form.endsOn !== null && form.startsOn !== '' && form.endsOn <= form.startsOn) {
        context.addIssue({
          code: 'custom',
          path: ['endsOn'],
          message: 'Lägenheten kan bli klar tidigast dagen efter att tomperioden börjar',
        })
      }
    })
export type VoidWish = z.infer<ReturnType<typeof VoidForm>>

/** What to do with a void: a day when it is over, or that it was wrong. The field's name carries the void, so that its fault finds it. */
export const voidEndForm = (voidId: number) =>
  z.object({
    what: fieldOf.oneOf(['END', 'CANCEL'], 'Välj vad du vill göra'),
    [`klar-${voidId}`]: fieldOf.optionalDay(),
  })
