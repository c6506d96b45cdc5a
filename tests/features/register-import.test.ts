import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import readXlsxFile from 'read-excel-file/node'
import type { Actor } from '../../server/actor.js'
import { registerImport } from '../../server/cli/register-import.js'
import { runCommand } from '../../server/cli/run.js'
import { sql } from '../../server/db.js'
import { arrearsOn } from '../../server/features/arrears/store.js'
import { readSheets, type ImportFile } from '../../server/features/register-import/read-sheets.js'
import { importRegister, previewImport } from '../../server/features/register-import/store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { registerCsv, registerWorkbook, smallRegister, withCell, withRow, writeFiles, type Lists } from '../support/registers.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const tables = [
  'Person',
  'PersonIdentity',
  'HouseholdChild',
  'Landlord',
  'Apartment',
  'HousingFormPeriod',
  'HeadLease',
  'ApartmentRent',
  'Tenancy',
  'TenancyRent',
  'StepMove',
  'Takeover',
  'LedgerEntry',
  'Allocation',
  'ReceivedPayment',
  'PaymentImport',
  'PreventionCase',
  'EvictionNotice',
  'CaseEvent',
] as const
const dump = async (house: TestHouse) =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (table) => {
        const rows = house.db.prisma[(table.charAt(0).toLowerCase() + table.slice(1)) as 'person']
        return [table, await rows.findMany({ orderBy: { id: 'asc' } })] as const
      }),
    ),
  )

describe.each(engines)('the register import on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeEach(async () => {
    house = await openTestHouse(engine)
    ;({ actor } = await house.user('BOSAMORDNARE'))
  })
  afterEach(() => house.close())

  const bring = async (files: ImportFile | ImportFile[], choice: { skipRejected?: boolean; unitId?: number; by?: Actor } = {}) =>
    importRegister(house.db, choice.by ?? actor, await readSheets([files].flat()), {
      unitId: choice.unitId ?? house.unitId,
      skipRejected: choice.skipRejected ?? false,
    })
  const bringLists = async (lists: Lists, choice: Parameters<typeof bring>[1] = {}) => bring(registerCsv(lists), choice)
  const counts = (rows: number) => ({ rows, created: rows, changed: 0, unchanged: 0, rejected: 0 })

  test('notices become cases: those that hang together in one, decided ones ended, running ones open, and again nothing', async () => {
    await bringLists(smallRegister)
    const { prisma } = house.db
    const told = async () =>
      (
        await prisma.preventionCase.findMany({
          orderBy: { id: 'asc' },
          include: { person: true, notices: { orderBy: { id: 'asc' } }, events: { orderBy: { id: 'asc' } } },
        })
      ).map((one) => ({
        who: one.person.ownId,
        number: one.caseNumber,
        ours: one.tenancyId !== null,
        closedOn: one.closedOn,
        notices: one.notices.map((notice) => `${notice.sender} ${notice.kind} ${notice.arrivedAt} ${notice.children}`),
        events: one.events.map((event) =>
          [event.kind, event.happenedOn, event.outcome ?? '', event.noticeId === null ? 'all' : ''].filter(Boolean).join(' '),
        ),
      }))
    const ended = {
      who: 'P-1',
      number: '2025-1',
      ours: true,
      closedOn: '2025-03-18',
      notices: ['HYRESVARD UPPSAGNING 2025-02-03T11:00:00.000Z 2', 'KRONOFOGDEN TID_FOR_AVHYSNING 2025-03-03T11:00:00.000Z 2'],
      events: [
        'SERVED 2025-02-01',
        'SUPPORT_ACCEPTED 2025-02-03',
        'OUTCOME 2025-03-18 AVVARJD',
        'EVICTION_PLANNED 2025-03-20',
        'OUTCOME 2025-03-18 AVVARJD',
        'OUTCOME 2025-03-18 AVVARJD all',
      ],
    }
    const running = {
      who: 'P-2',
      number: '2026-1',
      ours: true,
      closedOn: null,
      notices: ['HYRESVARD UPPSAGNING 2026-11-11T11:00:00.000Z 0'],
      events: ['SERVED 2026-11-09', 'NOT_REACHED 2026-11-11'],
    }
    expect(await told()).toEqual([ended, running])
    const again = await bringLists({ meddelanden: smallRegister.meddelanden })
    expect(again.sheets.meddelanden).toEqual({ rows: 3, created: 0, changed: 0, unchanged: 3, rejected: 0 })
    expect(await told()).toEqual([ended, running])
    // What is learned later is added, and what is decided ends the case.
    const decided = withCell(withCell(smallRegister, 'meddelanden', 3, 6, 'FLYTTAT_FORE'), 'meddelanden', 3, 7, '2026-11-20')
    const later = await bringLists({ meddelanden: decided.meddelanden })
    expect(later.sheets.meddelanden).toEqual({ rows: 3, created: 0, changed: 1, unchanged: 2, rejected: 0 })
    expect((await told())[1]).toEqual({
      ...running,
      closedOn: '2026-11-20',
      events: [...running.events, 'OUTCOME 2026-11-20 FLYTTAT_FORE', 'OUTCOME 2026-11-20 FLYTTAT_FORE all'],
    })
  })

  test('an older list read once more takes nothing back: a corrected service, an eviction called off, another outcome', async () => {
    const { prisma } = house.db
    const row = (kind: string, more: Record<number, string>) =>
      Object.assign(['P-2', 'KRONOFOGDEN', kind, '2026-11-12', '', '', '', '', '', ''], more)
    const list = {
      meddelanden: [
        smallRegister.meddelanden[0] ?? [],
        row('TID_FOR_AVHYSNING', { 5: '2026-12-14' }),
        row('UTSLAG', { 4: '2026-11-10', 6: 'AVVARJD', 7: '2026-11-14' }),
      ],
    }
    await bringLists({ ...smallRegister, ...list })
    const notices = await prisma.evictionNotice.findMany({ where: { arrivedOn: '2026-11-12' }, orderBy: { id: 'asc' } })
    const [time, judged] = notices
    const later = (notice: (typeof notices)[number] | undefined, kind: string, happenedOn: string, outcome: string | null = null) => ({
      namndId: house.namndId,
      caseId: notice?.caseId ?? 0,
      noticeId: notice?.id ?? 0,
      kind,
      happenedOn,
      outcome,
      recordedAt: house.clock.now(),
    })
    await prisma.caseEvent.createMany({
      data: [
        later(time, 'EVICTION_CALLED_OFF', '2026-11-20'),
        later(judged, 'SERVED', '2026-11-11'),
        later(judged, 'OUTCOME', '2026-11-21', 'VERKSTALLD'),
      ],
    })
    const before = await prisma.caseEvent.count()
    const again = await bringLists(list)
    expect(again.sheets.meddelanden).toEqual({ rows: 2, created: 0, changed: 0, unchanged: 2, rejected: 0 })
    expect(await prisma.caseEvent.count()).toBe(before)
  })

  test('children that the list does not count are those who were children the day the notice came', async () => {
    const of = (at: number, arrived: string) =>
      withCell(
        withCell(withCell(smallRegister, 'meddelanden', at, 8, ''), 'meddelanden', at, 3, arrived),
        'personer',
        1,
        5,
        '2003, 2015, 2018',
      )
    await bringLists(of(1, '2017-02-03'))
    const [notice] = await house.db.prisma.evictionNotice.findMany({ where: { arrivedOn: '2017-02-03' } })
    expect(notice?.children).toBe(2) // born 2003 and 2015
  })

  test.each([
    ['typ', 2, 'TID_FOR_AVHYSNING', 'Den avsändaren skickar inte det slaget av meddelande.'],
    ['delgiven', 4, '2026-12-01', 'Delgivningsdagen har inte varit än.'],
    ['utfallsdatum', 7, '', 'Ett utfall behöver en dag. Fyll i utfallsdatum.'],
    ['utfallsdatum', 7, '2025-01-01', 'Utfallsdatum ska vara från dagen meddelandet kom till i dag.'],
    ['barn', 8, 'två', 'Skriv antalet med siffror, till exempel 2.'],
    ['stod', 9, 'KANSKE', 'Skriv TAR_EMOT, TACKAR_NEJ eller EJ_NADD.'],
    ['person', 0, 'P-9', 'Personen finns varken i listan personer eller i registret.'],
  ])('a notice with a wrong %s is refused with the reason, and nothing is stored', async (column, at, value, reason) => {
    const done = await bringLists(withCell(smallRegister, 'meddelanden', 1, at, value))
    expect(done.errors).toEqual([{ sheet: 'meddelanden', row: 2, column, reason }])
    expect([done.stored, await house.db.prisma.evictionNotice.count()]).toEqual([false, 0])
  })

  test('the same notice twice in a list is refused', async () => {
    const done = await bringLists(withRow(smallRegister, 'meddelanden', ...(smallRegister.meddelanden[1] ?? []).map(String)))
    expect(done.errors.map(({ row, reason }) => [row, reason])).toEqual([[5, 'Samma meddelande står i rad 2.']])
  })

  test.each([
    ['a workbook', () => registerWorkbook()],
    ['CSV as Swedish Excel writes it', async () => registerCsv()],
    ['CSV with commas in UTF-8', async () => registerCsv(smallRegister, { encoding: 'utf8', delimiter: ',' })],
  ])('%s becomes people, homes, stays, bills and payments', async (_what, files) => {
    const done = await bring(await files())
    expect([done.errors, done.warnings, done.stored]).toEqual([[], [], true])
    expect(done.sheets).toEqual({
      lagenheter: counts(4),
      personer: counts(3),
      boenden: counts(4),
      avier: counts(3),
      betalningar: counts(5),
      meddelanden: counts(3),
    })
    const { prisma } = house.db

    const place = await prisma.apartment.findFirstOrThrow({
      where: { ownId: 'F1' },
      include: { forms: { orderBy: { startsOn: 'asc' } }, rents: true, landlord: true },
    })
    expect([place.address, place.postcode, place.landlord?.name, place.costCentre, place.sortAddress]).toEqual([
      'Storgatan 8 B',
      '12631',
      'Exempelbostäder',
      '4712',
      'storgatan 00008 b',
    ])
    expect(place.forms.map((form) => [form.housingForm, form.startsOn, form.endsOn])).toEqual([
      ['TRANINGSLAGENHET', '2019-01-01', '2024-01-01'],
      ['FORSOKSLAGENHET', '2024-01-01', null],
    ])
    expect(place.rents.map((rent) => [rent.side, rent.fromOn, rent.amountOre]).sort()).toEqual([
      ['LANDLORD', '2019-01-01', 600_000],
      ['LANDLORD', '2024-01-01', 648_050],
      ['TENANT', '2019-01-01', 600_000],
      ['TENANT', '2024-01-01', 648_050],
    ])
    expect(await prisma.headLease.findMany({ select: { startsOn: true, endsOn: true }, orderBy: { startsOn: 'asc' } })).toEqual([
      { startsOn: '2019-01-01', endsOn: null },
      { startsOn: '2020-03-01', endsOn: '2027-03-01' },
    ])
    expect(await prisma.landlord.count()).toBe(2)

    const kim = await prisma.person.findFirstOrThrow({
      where: { ownId: 'P-1' },
      include: { identities: true, children: true, stepMoves: { orderBy: { movesOn: 'asc' } } },
    })
    expect([kim.birthOn, kim.identities.map((one) => one.number), kim.children.map((child) => child.birthYear)]).toEqual([
      '1981-12-18',
      ['198112189876'],
      [2015, 2018],
    ])
    expect(kim.stepMoves.map((move) => [move.movesOn, move.direction, move.toStep])).toEqual([
      ['2022-05-01', 'IN', 'TRANINGSLAGENHET'],
      ['2024-02-01', 'UP', 'FORSOKSLAGENHET'],
      ['2026-04-01', 'UP', 'EGET_KONTRAKT'],
    ])
    const ake = await prisma.person.findFirstOrThrow({ where: { ownId: 'P-3' }, include: { stepMoves: { orderBy: { movesOn: 'asc' } } } })
    expect([ake.protection, ake.stepMoves.map((move) => move.direction)]).toEqual(['SEKRETESSMARKERING', ['IN', 'OUT']])

    const taken = await prisma.takeover.findFirstOrThrow({ include: { tenancy: { include: { rents: true } } } })
    expect([taken.transfersOn, taken.transferredAt !== null, taken.tenancy.outcome]).toEqual(['2026-04-01', true, 'OVERTAG'])
    // No rent in the list: what the place costs a tenant on the first day.
    expect(taken.tenancy.rents.map((rent) => [rent.fromOn, rent.amountOre])).toEqual([['2024-02-01', 648_050]])

    const bills = await prisma.ledgerEntry.findMany({ where: { kind: 'CHARGE' }, orderBy: { period: 'asc' } })
    expect(bills.map((bill) => [bill.period, bill.dueOn, bill.amountOre, bill.ocr, bill.openOre, bill.housingForm])).toEqual([
      ['2024-03', '2024-02-29', 648_050, '1234574', 0, 'FORSOKSLAGENHET'],
      ['2026-10', '2026-09-30', 700_000, '778899', 0, 'FORSOKSLAGENHET'],
      ['2026-11', '2026-10-30', 700_000, '202611004229', 500_000, 'FORSOKSLAGENHET'],
    ])
    const waiting = await prisma.receivedPayment.findMany({ where: { unmatchedOre: { gt: 0 } } })
    expect(waiting.map((payment) => [payment.reference, payment.unmatchedOre, payment.source])).toEqual([['55555', 32_100, 'REGISTER']])
    const log = await prisma.auditEvent.groupBy({
      by: ['subject', 'action'],
      _count: true,
      where: { personId: { not: null }, subject: { in: ['PERSON', 'TENANCY'] } },
    })
    expect(log.map((one) => [one.subject, one.action, one._count]).sort()).toEqual([
      ['PERSON', 'CREATE', 3],
      ['TENANCY', 'CREATE', 4],
    ])
    expect(await prisma.auditEvent.count({ where: { subject: 'REGISTER_IMPORT' } })).toBe(1)
  })

  test('the same lists again change nothing, in either format', async () => {
    await bringLists(smallRegister)
    const before = await dump(house)
    for (const files of [registerCsv(), [await registerWorkbook()]]) {
      const done = await bring(files)
      expect([done.stored, done.errors]).toEqual([true, []])
      for (const list of Object.values(done.sheets)) expect(list).toEqual({ ...counts(list.rows), created: 0, unchanged: list.rows })
      expect(await dump(house)).toEqual(before)
    }
  })

  test('a charge run and the arrears list work on what came in, and the ledger holds', async () => {
    await bringLists(smallRegister)
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
    expect(await arrearsOn(house.db, actor, testToday)).toMatchObject([{ ownId: 'P-2', overdueOre: 500_000, oldestDueOn: '2026-10-30' }])
    expect(await runCharges(house.db, actor, '2026-11')).toMatchObject({ bills: 0, alreadyCharged: 1 })
    expect(await runCharges(house.db, actor, '2026-12')).toMatchObject({ bills: 1, chargedOre: 700_000 })
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })

  test('while a row is wrong nothing is stored; passed over, the rest is, and what hangs on it drops out', async () => {
    const before = await dump(house)
    const wrong = withCell(withCell(smallRegister, 'personer', 2, 1, '640823-3235'), 'avier', 1, 4, 'sex tusen')
    const refused = await bringLists(wrong)
    expect(refused.stored).toBe(false)
    expect(refused.errors).toEqual([
      { sheet: 'personer', row: 3, column: 'personnummer', reason: 'Personnumrets sista siffra stämmer inte.' },
      { sheet: 'avier', row: 2, column: 'belopp', reason: expect.stringContaining('kronor') },
    ])
    expect(await dump(house)).toEqual(before)
    const done = await bringLists(wrong, { skipRejected: true })
    expect(done.stored).toBe(true)
    expect(done.sheets).toMatchObject({
      personer: { created: 2, rejected: 1 },
      boenden: { created: 3, rejected: 1 },
      avier: { created: 0, rejected: 3 },
    })
    expect(await house.db.prisma.person.findMany({ select: { ownId: true }, orderBy: { ownId: 'asc' } })).toEqual([
      { ownId: 'P-1' },
      { ownId: 'P-3' },
    ])
    expect((await verifyLedger(house.db)).ok).toBe(true)
    // Put right, the lists bring only what was missing.
    const rest = await bringLists(smallRegister)
    expect([rest.stored, rest.sheets.personer, rest.sheets.boenden?.created, rest.sheets.avier?.created]).toEqual([
      true,
      { rows: 3, created: 1, changed: 0, unchanged: 2, rejected: 0 },
      1,
      3,
    ])
    expect((await verifyLedger(house.db)).ok).toBe(true)
  })

  test('a preview counts as the import does and writes nothing', async () => {
    const before = await dump(house)
    const { stored, sheets } = await previewImport(house.db, actor, await readSheets(registerCsv()), house.unitId)
    expect([stored, sheets]).toEqual([
      false,
      { lagenheter: counts(4), personer: counts(3), boenden: counts(4), avier: counts(3), betalningar: counts(5), meddelanden: counts(3) },
    ])
    expect(await dump(house)).toEqual(before)
  })

  test('changes are taken in: names, children, a re-typed place, a move-out that becomes a takeover', async () => {
    await bringLists(smallRegister)
    let lists = withCell(smallRegister, 'personer', 1, 3, 'Ekström')
    lists = withCell(lists, 'personer', 1, 5, '2018, 2021')
    lists = withCell(lists, 'boenden', 3, 3, '2026-11-01')
    lists = withCell(lists, 'boenden', 3, 4, 'OVERTAG')
    lists = withCell(lists, 'lagenheter', 1, 8, '2025-12-31')
    lists = withRow(
      lists,
      'lagenheter',
      'T1',
      'Ågatan 12',
      '126 31',
      'Hägersten',
      'Nya Bostäder',
      '4711',
      'STODBOENDE',
      '2026-01-01',
      '',
      '',
      '2019-01-01',
      '',
    )
    const done = await bringLists(lists)
    expect(done.errors).toEqual([])
    expect(done.sheets).toMatchObject({
      lagenheter: { created: 1, changed: 1, unchanged: 3 },
      personer: { changed: 1, unchanged: 2 },
      boenden: { changed: 1, unchanged: 3 },
    })
    const { prisma } = house.db
    const kim = await prisma.person.findFirstOrThrow({ where: { ownId: 'P-1' }, include: { children: { orderBy: { id: 'asc' } } } })
    expect([kim.familyName, kim.sortName]).toEqual(['Ekström', 'ekstr~cm  kim'])
    expect(kim.children.map((child) => [child.birthYear, child.removedAt !== null])).toEqual([
      [2015, true],
      [2018, false],
      [2021, false],
    ])
    const lo = await prisma.person.findFirstOrThrow({ where: { ownId: 'P-2' }, include: { stepMoves: { orderBy: { movesOn: 'asc' } } } })
    expect(lo.stepMoves.map((move) => [move.movesOn, move.toStep])).toEqual([
      ['2025-01-15', 'FORSOKSLAGENHET'],
      ['2026-11-01', 'EGET_KONTRAKT'],
    ])
    expect(await prisma.takeover.count()).toBe(2)
    const logged = await prisma.auditEvent.findFirstOrThrow({ where: { personId: kim.id, action: 'CHANGE' } })
    expect([logged.before, JSON.parse(logged.after ?? '')]).toEqual([
      '{"familyName":"Ek"}',
      { familyName: 'Ekström', children: [2018, 2021] },
    ])
    const after = await dump(house)
    await bringLists(lists)
    expect(await dump(house)).toEqual(after)
  })

  test('a column that is not there erases nothing, an empty end reopens nothing, protection is not taken away', async () => {
    await bringLists(smallRegister)
    const before = await dump(house)
    const narrow: Lists = {
      lagenheter: [
        ['lagenhet', 'adress', 'boendeform', 'fran'],
        ['F1', 'Storgatan 8 B', 'TRANINGSLAGENHET', '2019-01-01'],
        ['F2', 'Storgatan 10', 'FORSOKSLAGENHET', '2020-03-01'],
      ],
      personer: [
        ['person', 'fornamn', 'efternamn', 'skyddad'],
        ['P-1', 'Kim', 'Ek', ''],
        ['P-3', 'Åke', 'Ödman', 'NEJ'],
      ],
      boenden: [
        ['person', 'lagenhet', 'inflyttning', 'utflyttning'],
        ['P-1', 'F1', '2024-02-01', ''],
      ],
    }
    const done = await bringLists(narrow)
    expect([done.errors, done.stored]).toEqual([[], true])
    expect(done.warnings.map((one) => [one.sheet, one.row, one.column])).toEqual(
      expect.arrayContaining([
        ['personer', 3, 'skyddad'],
        ['boenden', 2, 'utflyttning'],
      ]),
    )
    expect(await dump(house)).toEqual(before)
  })

  test.each<[string, (lists: Lists) => Lists, { sheet: string; row: number; column: string; reason: string }]>([
    [
      'a personnummer that is somebody else’s',
      (lists) => withRow(lists, 'personer', 'P-9', '19811218-9876', 'Bo', 'Berg', '', ''),
      { sheet: 'personer', row: 5, column: 'personnummer', reason: 'Personnumret finns redan i registret, med en annan beteckning.' },
    ],
    [
      'a place that is lived in',
      (lists) => withRow(lists, 'boenden', 'P-1', 'F2', '2026-06-01', '', '', '', ''),
      {
        sheet: 'boenden',
        row: 6,
        column: 'lagenhet',
        reason: 'Lägenheten F2 är enligt registret bebodd av P-2 från 2025-01-15 och tills vidare.',
      },
    ],
    [
      'a person who lives elsewhere',
      (lists) => withRow(lists, 'boenden', 'P-2', 'T1', '2026-06-01', '', '', '', ''),
      { sheet: 'boenden', row: 6, column: 'person', reason: 'Personen P-2 bor enligt registret i F2 från 2025-01-15 och tills vidare.' },
    ],
    [
      'a place where a protected person lived',
      (lists) => withRow(lists, 'boenden', 'P-1', 'T1', '2024-06-01', '2024-07-01', 'ANNAT', '', ''),
      { sheet: 'boenden', row: 6, column: 'lagenhet', reason: 'Lägenheten T1 är enligt registret bebodd från 2024-03-01 till 2025-03-01.' },
    ],
    [
      'a takeover of a träningslägenhet',
      (lists) => withRow(lists, 'boenden', 'P-2', 'T1', '2023-01-01', '2023-06-01', 'OVERTAG', '', ''),
      {
        sheet: 'boenden',
        row: 6,
        column: 'utfall',
        reason: 'Ett kontrakt på en plats som är TRANINGSLAGENHET kan inte tas över. Se utfallet, eller boendeformen.',
      },
    ],
    [
      'a bill with another amount',
      (lists) => withCell(lists, 'avier', 3, 4, '7 100'),
      {
        sheet: 'avier',
        row: 4,
        column: 'belopp',
        reason: expect.stringMatching(/^Avin finns redan, på 7.000.kr\. En avi ändras inte\./) as never,
      },
    ],
    [
      'an OCR number on another’s bill',
      (lists) => withRow(lists, 'avier', 'P-2', 'F2', '2026-09', '2026-08-31', '7000', '1234574'),
      { sheet: 'avier', row: 5, column: 'ocr', reason: 'OCR-numret står på en annan persons avi i registret.' },
    ],
    [
      'a payment with another’s OCR number',
      (lists) => withRow(lists, 'betalningar', '2026-11-05', '10', '1234574', 'P-2', ''),
      { sheet: 'betalningar', row: 7, column: 'ocr', reason: 'OCR-numret och personen hör inte ihop. Rätta det ena eller ta bort det.' },
    ],
    [
      'a boendeform on top of another',
      (lists) => withRow(lists, 'lagenheter', 'F2', 'Storgatan 10', '', '', '', '', 'STODBOENDE', '2025-01-01', '', '', '', ''),
      {
        sheet: 'lagenheter',
        row: 6,
        column: 'fran',
        reason: 'Registret har redan boendeformen 2020-03-01 och tills vidare. Ta med den raden i listan, med sista dagen.',
      },
    ],
  ])('refuses %s, against what the register has', async (_what, change, error) => {
    await bringLists(smallRegister)
    const before = await dump(house)
    const changed = change(smallRegister)
    // Only the new rows: the register, not the list, is what they collide with. Row numbers stay by empty rows.
    const lists = Object.fromEntries(
      Object.entries(changed)
        .filter(([name, rows]) => rows !== smallRegister[name as keyof Lists])
        .map(([name, rows]) => [
          name,
          rows.map((row, index) => (index === 0 || row !== smallRegister[name as keyof Lists]?.[index] ? row : row.map(() => ''))),
        ]),
    )
    const done = await bringLists(lists)
    expect([done.stored, done.errors]).toEqual([false, [error]])
    expect(await dump(house)).toEqual(before)
  })

  test('another nämnd and another enhet are out of reach', async () => {
    const other = await makeOtherNamnd(house)
    await makePerson(house, { ownId: 'P-1', ...other })
    const sibling = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    const hidden = await makePerson(house, { ownId: 'P-2', unitId: sibling.id })
    const place = await makeApartment(house, { ownId: 'S1', unitId: sibling.id })
    await makeTenancy(house, { personId: hidden.id, apartmentId: place.id, unitId: sibling.id })
    const done = await bringLists(smallRegister, { skipRejected: true })
    expect(done.errors).toEqual([{ sheet: 'personer', row: 3, column: 'person', reason: 'Beteckningen används redan i en annan enhet.' }])
    expect((await house.db.prisma.person.findUniqueOrThrow({ where: { id: hidden.id } })).givenName).toBe(hidden.givenName)
    expect(await house.db.prisma.person.count({ where: { ownId: 'P-1' } })).toBe(2)
    const stay = await bringLists({
      boenden: [
        ['person', 'lagenhet', 'inflyttning'],
        ['P-1', 'S1', '2026-11-01'],
      ],
    })
    expect(stay.errors).toMatchObject([{ sheet: 'boenden', row: 2, column: 'lagenhet', reason: expect.stringContaining('finns varken') }])
  })

  describe('the page', () => {
    const csvOf = (lists: Lists, name: keyof Lists) => ({
      field: 'fil',
      name: `${name}.csv`,
      bytes: Buffer.from(registerCsv(lists).find((file) => file.name === `${name}.csv`)?.bytes ?? []),
    })
    const workbookOf = async (lists: Lists) => ({
      field: 'fil',
      name: 'register.xlsx',
      bytes: Buffer.from((await registerWorkbook(lists)).bytes),
    })
    const download = (browser: Awaited<ReturnType<typeof browseAs>>, path: string) =>
      browser.agent
        .get(path)
        .buffer(true)
        .parse((answer, done) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => done(null, Buffer.concat(parts)))
        })

    test('choose, look through, take in', async () => {
      const browser = await browseAs(house, 'BOSAMORDNARE')
      const chosen = await browser.upload('/importera-register', await workbookOf(smallRegister))
      expect(chosen.status).toBe(303)
      const address = chosen.headers.location as string
      const preview = await browser.get(address)
      expect(preview.text).toContain('Läs in 22\u00a0rader')
      expect(await htmlFaults(preview.text)).toEqual([])
      expect(await house.db.prisma.person.count()).toBe(0)
      const done = await browser.post(address, {})
      expect([done.status, done.headers.location]).toEqual([303, '/personer'])
      expect(await house.db.prisma.person.count()).toBe(3)
      // Nothing of the lists is kept when every row is stored.
      expect(await house.db.prisma.uploadedFile.count()).toBe(0)
      const again = await browser.upload('/importera-register', await workbookOf(smallRegister))
      expect((await browser.get(again.headers.location as string)).text).toContain('Allt i listorna finns redan i registret.')
    })

    test('wrong rows: shown, refused, passed over, downloaded', async () => {
      const browser = await browseAs(house, 'BOSAMORDNARE')
      const { headers } = await browser.upload('/importera-register', await workbookOf(withCell(smallRegister, 'personer', 2, 2, '')))
      const address = headers.location as string
      const preview = await browser.get(address)
      expect(preview.text).toContain('Cellen är tom men behövs.')
      expect(await htmlFaults(preview.text)).toEqual([])
      const refused = await browser.post(address, {})
      expect([refused.status, await house.db.prisma.person.count()]).toEqual([422, 0])
      expect(await htmlFaults(refused.text)).toEqual([])
      const done = await browser.post(address, { skip: 'ja' })
      expect([done.status, done.headers.location, await house.db.prisma.person.count()]).toEqual([303, address, 2])
      const file = await download(browser, `${address}/avvisade.xlsx`)
      const sheets = await readXlsxFile(file.body as Buffer)
      const people = sheets.find((one) => one.sheet === 'personer')?.data as unknown[][]
      expect(people).toEqual([
        ['person', 'personnummer', 'fornamn', 'efternamn', 'skyddad', 'barn', 'orsak'],
        ['P-2', '640823-3234', null, 'Ask', null, null, 'fornamn: Cellen är tom men behövs.'],
      ])
      expect(await house.db.prisma.auditEvent.count({ where: { subject: 'REGISTER_IMPORT', action: 'EXPORT' } })).toBe(1)
    })

    test('a file that cannot be read is refused at the field, and the template can be fetched', async () => {
      const browser = await browseAs(house, 'BOSAMORDNARE')
      const first = await browser.get('/importera-register')
      expect(await htmlFaults(first.text)).toEqual([])
      const refused = await browser.upload('/importera-register', { field: 'fil', name: 'personer.csv', bytes: 'person;fornamn\nP1;Kim' })
      expect([refused.status, refused.text.includes('Kolumnen efternamn saknas')]).toEqual([422, true])
      const nothing = await browser.post('/importera-register', {})
      expect(nothing.status).toBe(422)
      expect(await house.db.prisma.uploadedFile.count()).toBe(0)
      const template = await download(browser, '/importera-register/mall.xlsx')
      const read = await readSheets([{ name: 'mall.xlsx', bytes: template.body as Buffer }])
      expect([read.errors, [...read.sheets.keys()]]).toEqual([
        [],
        ['lagenheter', 'personer', 'boenden', 'avier', 'betalningar', 'meddelanden'],
      ])
    })

    test('somebody else’s lists do not exist', async () => {
      const browser = await browseAs(house, 'BOSAMORDNARE')
      const address = (await browser.upload('/importera-register', csvOf(smallRegister, 'personer'))).headers.location as string
      const { namndId, unitId } = await makeOtherNamnd(house)
      for (const stranger of [
        await browseAs(house, 'BOSAMORDNARE', { name: 'Kollega' }),
        await browseAs(house, 'BOSAMORDNARE', { namndId, unitId }),
      ]) {
        expect((await stranger.get(address)).status).toBe(404)
        expect((await stranger.get(`${address}/avvisade.xlsx`)).status).toBe(404)
        expect((await stranger.post(address, { skip: 'ja' }, '/importera-register')).status).toBe(404)
      }
      expect((await (await browseAs(house, 'CHEF')).get(address)).status).toBe(403)
      expect(await house.db.prisma.person.count()).toBe(0)
    })

    test('one who reaches several enheter says which', async () => {
      const second = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
      const browser = await browseAs(house, 'BOSAMORDNARE', { unitId: null })
      const address = (await browser.upload('/importera-register', csvOf(smallRegister, 'personer'))).headers.location as string
      expect((await browser.post(address, {})).status).toBe(422)
      expect((await browser.post(address, { unitId: '999' })).status).toBe(422)
      expect((await browser.post(address, { unitId: String(second.id) })).status).toBe(303)
      expect((await house.db.prisma.person.findMany()).map((person) => person.unitId)).toEqual([second.id, second.id, second.id])
    })
  })

  describe('the command', () => {
    const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-register-'))
    const run = async (...words: string[]) => {
      const before = process.env.DATABASE_URL
      process.env.DATABASE_URL = house.url
      const written: string[] = []
      const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
      const err = jest.spyOn(process.stderr, 'write').mockImplementation(() => true)
      try {
        const code = await runCommand({ 'register import': registerImport }, [
          'register',
          'import',
          ...words,
          '--json',
          '--today',
          testToday,
        ])
        return { code, answer: JSON.parse(written.join('')) as Record<string, unknown> }
      } finally {
        out.mockRestore()
        err.mockRestore()
        if (before === undefined) delete process.env.DATABASE_URL
        else process.env.DATABASE_URL = before
      }
    }
    afterAll(() => {
      jest.restoreAllMocks()
    })

    test('takes a workbook and a folder, tries dry, refuses with exit 2 and every field', async () => {
      const [workbook = ''] = writeFiles(join(folder, 'one'), [await registerWorkbook()])
      writeFiles(join(folder, 'many'), registerCsv())
      const [wrong = ''] = writeFiles(join(folder, 'wrong'), [await registerWorkbook(withCell(smallRegister, 'boenden', 1, 2, 'maj'))])
      expect(await run(workbook, '--dry-run')).toMatchObject({
        code: 0,
        answer: { stored: false, sheets: { personer: counts(3) }, errors: [] },
      })
      expect(await house.db.prisma.person.count()).toBe(0)
      expect(await run(wrong)).toMatchObject({
        code: 2,
        answer: {
          stored: false,
          sheets: { boenden: { rejected: 1 } },
          errors: [{ sheet: 'boenden', row: 2, column: 'inflyttning' }],
          error: expect.any(String),
        },
      })
      expect(await house.db.prisma.person.count()).toBe(0)
      expect(await run(wrong, '--skip-rejected')).toMatchObject({
        code: 0,
        answer: { stored: true, sheets: { boenden: { created: 3, rejected: 1 } } },
      })
      expect(await run(join(folder, 'many'))).toMatchObject({
        code: 0,
        answer: { stored: true, sheets: { personer: { unchanged: 3 }, boenden: { created: 1, unchanged: 3 } } },
      })
      expect(await run(join(folder, 'nowhere'))).toMatchObject({ code: 2 })
      expect(await run(workbook, '--enhet', 'Ingen')).toMatchObject({ code: 2 })
      expect(
        await house.db.rows(
          sql`select count(*) as "n" from "AuditEvent" where "page" = 'cli register import' and "subject" = 'REGISTER_IMPORT'`,
        ),
      ).toEqual([{ n: 2 }])
    })
  })
})
