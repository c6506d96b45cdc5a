/**
 * Protected people with a whole life, for the hunt for leaks: numbers, contact, children, two homes of which one was taken over and
 * the other is being, steps, checkpoints, debt, payments that are theirs and payments that wait with their names on.
 */
import type { Protection } from '../../server/domain/codes.js'
import { makeApartment, makePerson, makeTenancy } from './fixtures.js'
import type { TestHouse } from './test-house.js'

export interface Protected {
  personId: number
  apartmentIds: number[]
  tenancyIds: number[]
  /** what came in from the person, on the ledger and waiting */
  receivedIds: number[]
  planId: number
  respiteId: number
  pauseId: number
  caseId: number
  noticeId: number
  consentId: number
  disturbanceId: number
  /** what nobody unnamed may read anywhere */
  secrets: string[]
  /** the addresses: not to be read where the person is or could be */
  addresses: string[]
  number: string
  ocr: string
  /** as a bank writes the name */
  bankName: string
}

export const kinds: { kind: Protection; givenName: string; familyName: string; number: string }[] = [
  { kind: 'SEKRETESSMARKERING', givenName: 'Zebrida', familyName: 'Quistelius', number: '197010632391' },
  { kind: 'SKYDDAD_FOLKBOKFORING', givenName: 'Xantippa', familyName: 'Wrangstedt', number: '196408233234' },
]

/** One protected person; the first four secrets are those of the person's own page. */
export async function makeProtected(house: TestHouse, index: number, one: (typeof kinds)[number], namedId: number): Promise<Protected> {
  const { prisma } = house.db
  const recordedAt = house.clock.now()
  const person = await makePerson(house, {
    ...one,
    protection: one.kind,
    ownId: `HEMLIG-${index}`,
    birthOn: '1970-10-03',
    children: [1999 + index],
  })
  const phone = `070-174 06 9${index}`
  const email = `dold${index}@hemligt.example`
  const caseReference = `AKT-ZQ-${index}`
  await prisma.person.update({ where: { id: person.id }, data: { phone, email, caseReference } })
  await prisma.personIdentity.create({
    data: { namndId: house.namndId, personId: person.id, kind: 'PERSONNUMMER', number: one.number, recordedAt },
  })
  const reserve = `RES-ZQ-${index}`
  await prisma.personIdentity.create({
    data: { namndId: house.namndId, personId: person.id, kind: 'RESERVE', number: reserve, recordedAt: '2020-01-01T00:00:00.000Z' },
  })
  await prisma.protectionGrant.create({ data: { personId: person.id, userId: namedId, grantedAt: recordedAt } })
  const note = `Hemlig uppgift ${index} ur samtalet`
  await prisma.note.create({
    data: {
      namndId: house.namndId,
      personId: person.id,
      kind: 'CALL',
      happenedOn: '2026-11-18',
      text: note,
      writtenAt: recordedAt,
      authorId: namedId,
    },
  })
  const addresses = [`Dolda gränden ${index + 1}`, `Gömda stigen ${index + 1}`]
  const [home, before] = [await makeApartment(house, { address: addresses[0] }), await makeApartment(house, { address: addresses[1] })]
  const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id, startsOn: '2026-02-24' })
  const taken = await makeTenancy(house, {
    personId: person.id,
    apartmentId: before.id,
    startsOn: '2024-01-01',
    endsOn: '2026-02-24',
    outcome: 'OVERTAG',
  })
  await prisma.takeover.create({
    data: {
      namndId: house.namndId,
      tenancyId: taken.id,
      personId: person.id,
      apartmentId: before.id,
      approvedOn: '2026-01-10',
      transfersOn: '2026-02-24',
      transferredAt: recordedAt,
      recordedAt,
    },
  })
  const decision = `SN-ZQ-${index}/2026`
  await prisma.takeover.create({
    data: {
      namndId: house.namndId,
      tenancyId: stay.id,
      personId: person.id,
      apartmentId: home.id,
      approvedOn: '2026-11-01',
      transfersOn: '2026-12-01',
      decisionReference: decision,
      recordedAt,
    },
  })
  await prisma.checkpointHeld.create({ data: { tenancyId: stay.id, months: 3, heldOn: '2026-05-25', note, recordedAt } })
  for (const [toStep, movesOn, direction] of [
    ['TRANINGSLAGENHET', '2023-01-01', 'IN'],
    ['FORSOKSLAGENHET', '2024-01-01', 'UP'],
  ] as const) {
    await prisma.stepMove.create({
      data: {
        namndId: house.namndId,
        personId: person.id,
        tenancyId: taken.id,
        toStep,
        movesOn,
        direction,
        reason: note,
        decisionReference: decision,
        recordedAt,
      },
    })
  }
  const ocr = `99887700${index}13`
  for (const [period, dueOn] of [
    ['2026-10', '2026-09-30'],
    ['2026-11', '2026-10-30'],
  ] as const) {
    await prisma.ledgerEntry.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: person.id,
        tenancyId: stay.id,
        kind: 'CHARGE',
        amountOre: 648_000,
        openOre: 648_000,
        effectiveOn: dueOn,
        dueOn,
        period,
        ocr,
        recordedAt,
      },
    })
  }
  const bankName = `${one.familyName} ${one.givenName}`.toUpperCase()
  const received = []
  for (const [n, payment] of [
    { payerName: bankName, reference: ocr, unmatchedOre: 0, currency: 'SEK' },
    { payerName: bankName, reference: null, unmatchedOre: 100_000, currency: 'SEK' },
    { payerName: 'EN ANHÖRIG', reference: ocr, unmatchedOre: 100_000, currency: 'EUR' },
    { payerName: null, reference: `${one.givenName.toLowerCase()}hyran`, unmatchedOre: 100_000, currency: 'SEK' },
  ].entries()) {
    const { id } = await prisma.receivedPayment.create({
      data: {
        namndId: house.namndId,
        ordinal: n + 1,
        source: 'BANK',
        kind: 'PAYMENT',
        amountOre: 100_000,
        bookedOn: '2026-11-20',
        message: `Hyra ${one.givenName} ${one.familyName}`,
        transactionKey: `hemlig:${index}:${n}`,
        recordedAt,
        ...payment,
      },
    })
    received.push(id)
  }
  await prisma.ledgerEntry.create({
    data: {
      namndId: house.namndId,
      unitId: house.unitId,
      personId: person.id,
      tenancyId: stay.id,
      kind: 'PAYMENT',
      amountOre: 100_000,
      openOre: 100_000,
      effectiveOn: '2026-11-20',
      ocr,
      receivedId: received[0],
      recordedAt,
    },
  })
  const troubles = await makeTroubles(house, person.id, stay.id, `Hemlig orsak ${index}`, `VF-ZQ-${index}`)
  const dashed = `${one.number.slice(0, 8)}-${one.number.slice(8)}`
  return {
    personId: person.id,
    apartmentIds: [home.id, before.id],
    tenancyIds: [stay.id, taken.id],
    receivedIds: received,
    ...troubles.ids,
    secrets: [
      one.familyName,
      phone,
      email,
      caseReference,
      one.givenName,
      `HEMLIG-${index}`,
      note,
      dashed,
      one.number,
      one.number.slice(2),
      reserve,
      decision,
      ...troubles.secrets,
      phone.replace(/\D/g, ''),
      ocr,
    ],
    addresses,
    number: one.number,
    ocr,
    bankName,
  }
}

/**
 * What a debt leads to: a plan that was broken, more time for a bill, reminders paused, a case with a notice from Kronofogden and what was
 * offered in it, a consent, what was learned of the household, and a disturbance with who told of it.
 */
async function makeTroubles(house: TestHouse, personId: number, tenancyId: number, secret: string, caseNumber: string) {
  const { prisma } = house.db
  const recordedAt = house.clock.now()
  const of = { namndId: house.namndId, personId, recordedAt }
  const plan = await prisma.repaymentPlan.create({
    data: {
      ...of,
      unitId: house.unitId,
      agreedOn: '2026-11-01',
      debtOre: 648_000,
      firstLumpOre: 0,
      instalmentOre: 324_000,
      frequency: 'MONTHLY',
      startsOn: '2026-11-10',
      note: secret,
      instalments: {
        create: [
          { number: 1, dueOn: '2026-11-10', amountOre: 324_000 },
          { number: 2, dueOn: '2026-12-10', amountOre: 324_000 },
        ],
      },
      checks: { create: { checkedOn: '2026-11-20', expectedOre: 324_000, actualOre: 648_000, shortOre: 324_000, recordedAt } },
      events: {
        create: [
          { kind: 'MADE', happenedOn: '2026-11-01', recordedAt },
          { kind: 'BREACHED', happenedOn: '2026-11-20', shortOre: 324_000, reason: secret, recordedAt },
        ],
      },
    },
  })
  const bill = await prisma.ledgerEntry.findFirstOrThrow({ where: { personId, kind: 'CHARGE' }, orderBy: { id: 'desc' } })
  const respite = await prisma.respite.create({ data: { ...of, chargeId: bill.id, untilOn: '2026-12-15', reason: secret } })
  const pause = await prisma.reminderPause.create({ data: { ...of, reason: 'PROMISED', note: secret, untilOn: '2026-12-31' } })
  const found = await prisma.preventionCase.create({
    data: { ...of, unitId: house.unitId, caseNumber, tenancyId, openedOn: '2026-11-18' },
  })
  const document = await prisma.uploadedFile.create({
    data: {
      namndId: house.namndId,
      purpose: 'NOTICE_DOCUMENT',
      name: `${secret}.txt`,
      sha256: caseNumber,
      bytes: Buffer.from(secret),
      uploadedAt: recordedAt,
    },
  })
  const notice = await prisma.evictionNotice.create({
    data: {
      namndId: house.namndId,
      caseId: found.id,
      sender: 'KRONOFOGDEN',
      senderReference: `KFM ${secret}`,
      kind: 'HYRESSKULD',
      arrivedAt: recordedAt,
      arrivedOn: '2026-11-18',
      amountOre: 648_000,
      children: 1,
      documentId: document.id,
      recordedAt,
    },
  })
  for (const supportKind of ['HOME_VISIT', 'BUDGET_ADVICE']) {
    const offered = { namndId: house.namndId, caseId: found.id, happenedOn: '2026-11-19', supportKind, text: secret, recordedAt }
    await prisma.caseEvent.create({ data: { ...offered, kind: 'SUPPORT_OFFERED' } })
    await prisma.caseEvent.create({ data: { ...offered, kind: 'SUPPORT_ACCEPTED', answeredBy: secret } })
  }
  const told = { ...of, happenedOn: '2026-11-19', text: secret }
  await prisma.householdEvent.create({ data: { ...told, kind: 'RENT_TROUBLESHOT', cause: 'NO_MONEY' } })
  await prisma.householdEvent.create({ data: { ...told, kind: 'BENEFIT_STOPPED' } })
  await prisma.householdEvent.create({ data: { ...told, kind: 'HEARING_PLANNED', untilOn: '2026-12-03' } })
  const consent = await prisma.landlordConsent.create({
    data: { ...of, landlordName: `Värd ${secret}`, scope: 'RENT_AND_DISTURBANCE', givenOn: '2026-11-01', givenHow: 'SPOKEN', text: secret },
  })
  const { id: disturbanceId } = await prisma.disturbance.create({
    data: {
      ...of,
      unitId: house.unitId,
      tenancyId,
      openedOn: '2026-11-15',
      reports: {
        create: {
          namndId: house.namndId,
          reporter: 'FROM_NEIGHBOUR',
          reporterName: `Granne ${secret}`,
          reporterContact: `Nås ${secret}`,
          reportedOn: '2026-11-15',
          happenedOn: '2026-11-14',
          kind: 'NOISE',
          seriousness: 'MINOR_DISTURBANCE',
          text: secret,
          recordedAt,
        },
      },
      steps: {
        create: ['SPOKE_WITH_HOUSEHOLD', 'LANDLORD_ANSWERED'].map((kind) => ({
          namndId: house.namndId,
          kind,
          happenedOn: '2026-11-16',
          text: secret,
          recordedAt,
        })),
      },
    },
  })
  return {
    ids: {
      consentId: consent.id,
      disturbanceId,
      planId: plan.id,
      respiteId: respite.id,
      pauseId: pause.id,
      caseId: found.id,
      noticeId: notice.id,
    },
    secrets: [secret, caseNumber],
  }
}
