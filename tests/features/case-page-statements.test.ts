/** What the page of a case asks of the database: as much of a long case as of a short one. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createApp } from '../../server/app.js'
import { browseAs } from '../support/browse.js'
import { countedDb, type Counted } from '../support/counted-db.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

describe.each(engines)('the statements of a case’s page on %s', (engine) => {
  let house: TestHouse
  let authorId: number
  beforeAll(async () => {
    house = await openTestHouse(engine)
    authorId = (await house.user('VRAKNINGSFOREBYGGARE')).id
  })
  afterAll(() => house.close())

  /** A case with as many of everything that can be many in a case. */
  async function caseWith(many: number, caseNumber: string): Promise<string> {
    const { db, namndId, unitId } = house
    const person = await makePerson(house, { children: Array.from({ length: many }, () => 2015) })
    const home = await makeApartment(house)
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    const at = '2026-11-10T09:00:00.000Z'
    const { id: caseId } = await db.prisma.preventionCase.create({
      data: {
        namndId,
        unitId,
        personId: person.id,
        tenancyId: stay.id,
        caseNumber,
        openedOn: '2026-11-02',
        recordedAt: at,
        responsibleId: authorId,
      },
    })
    for (let n = 0; n < many; n++) {
      const notice = await db.prisma.evictionNotice.create({
        data: {
          namndId,
          caseId,
          sender: 'HYRESVARD',
          kind: 'UPPSAGNING',
          arrivedAt: at,
          arrivedOn: '2026-11-10',
          children: 1,
          recordedAt: at,
        },
      })
      await db.prisma.caseEvent.createMany({
        data: [
          { namndId, caseId, noticeId: notice.id, kind: 'SERVED', happenedOn: '2026-11-10', recordedAt: at },
          {
            namndId,
            caseId,
            noticeId: notice.id,
            kind: 'INQUIRY_OPENED',
            happenedOn: '2026-11-11',
            recordedAt: at,
            recordedById: authorId,
          },
          {
            namndId,
            caseId,
            kind: 'SUPPORT_OFFERED',
            supportKind: 'BUDGET_ADVICE',
            happenedOn: '2026-11-11',
            recordedAt: at,
            recordedById: authorId,
          },
          { namndId, caseId, kind: 'MEETING_HELD', happenedOn: '2026-11-12', text: `Möte ${n}`, recordedAt: at, recordedById: authorId },
        ],
      })
      await db.prisma.note.create({
        data: {
          namndId,
          personId: person.id,
          kind: 'CALL',
          reached: 'JA',
          happenedOn: '2026-11-12',
          text: `Samtal ${n}`,
          writtenAt: at,
          authorId,
        },
      })
      await db.prisma.householdEvent.create({
        data: { namndId, personId: person.id, kind: 'RENT_TROUBLESHOT', cause: 'NO_MONEY', happenedOn: '2026-11-12', recordedAt: at },
      })
      await db.prisma.landlordConsent.create({
        data: {
          namndId,
          personId: person.id,
          landlordName: `Hyresvärd ${n} AB`,
          scope: 'RENT_ONLY',
          givenOn: '2026-11-05',
          givenHow: 'WRITTEN',
          recordedAt: at,
        },
      })
      await db.prisma.disturbance.create({
        data: {
          namndId,
          unitId,
          personId: person.id,
          tenancyId: stay.id,
          openedOn: '2026-11-06',
          recordedAt: at,
          closedOn: n > 0 ? '2026-11-20' : null,
          reports: {
            create: {
              namndId,
              reporter: 'FROM_LANDLORD',
              reportedOn: '2026-11-06',
              happenedOn: '2026-11-05',
              kind: 'NOISE',
              seriousness: 'MINOR_DISTURBANCE',
              text: 'Musik',
              recordedAt: at,
            },
          },
        },
      })
      await db.prisma.letter.create({
        data: {
          namndId,
          unitId,
          personId: person.id,
          kind: 'SUPPORT_OFFER',
          number: caseId * 1000 + n,
          content: '{}',
          createdAt: at,
          sentAt: at,
          sentHow: 'POST',
          caseId,
        },
      })
    }
    return `/arenden/${caseId}`
  }

  test('are few, and the same for one notice as for thirty', async () => {
    const counted: Counted = { statements: 0, rows: 0 }
    const db = countedDb(house.db, counted)
    const browser = await browseAs({ ...house, db, app: createApp({ ...house, db }) }, 'VRAKNINGSFOREBYGGARE')
    const asked = async (url: string) => {
      await browser.get(url)
      Object.assign(counted, { statements: 0, rows: 0 })
      const answer = await browser.get(url)
      return { status: answer.status, text: answer.text, ...counted }
    }
    const short = await asked(await caseWith(1, '2026-801'))
    const long = await asked(await caseWith(30, '2026-802'))
    expect([short.status, long.status]).toEqual([200, 200])
    expect(long.text).toContain('Möte 29')
    expect(long.rows).toBeGreaterThan(short.rows + 100)
    expect(long.statements).toBe(short.statements)
    expect(long.statements).toBeLessThan(40)
  })
})
