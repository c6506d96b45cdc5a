/** A house on a Monday morning with something for every role to do, among others about protected people; and a way to let time pass. */
import type { Dialect } from '../../server/dialect.js'
import type { Role } from '../../server/domain/codes.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import type { House } from '../../server/house.js'
import type { Mail } from '../../server/mail.js'
import { makeApartment, makePerson, makeTenancy } from './fixtures.js'
import { kinds, makeProtected, type Protected } from './protected-people.js'
import { openTestHouse, type TestHouse } from './test-house.js'

export const monday = '2026-11-23'
export const base = 'https://boendetrappan.lunda.example'

export interface Morning {
  house: TestHouse
  hidden: Protected[]
  /** the case of a termination that came 11 November */
  caseId: number
  /** everybody's words that may stand in no letter and no calendar */
  secrets: string[]
  /** the house at a time of the Swedish morning, with a mail server */
  at(time: string, mail?: Mail): House
  wants(role: Role, options?: Parameters<TestHouse['user']>[1]): Promise<{ id: number; email: string }>
}

export async function openMorning(engine: Dialect): Promise<Morning> {
  const house = await openTestHouse(engine, monday)
  const { prisma } = house.db
  const { actor, id: named } = await house.user('BOSAMORDNARE', { name: 'Birgitta Namnkunnig' })
  const own = { boendestodjareId: (await house.user('BOENDESTOD')).id, socialsekreterareId: (await house.user('SOCIALSEKRETERARE')).id }
  const people = []
  for (const [n, startsOn] of ['2021-01-01', '2026-08-27', '2026-05-25', '2024-11-26', '2026-11-20'].entries()) {
    const person = await makePerson(house, { givenName: `Vendela${n}`, familyName: `Silfverhjelm${n}`, children: n === 0 ? [2019] : [] })
    if (n < 2) await prisma.person.update({ where: { id: person.id }, data: own })
    const apartment = await makeApartment(house, { address: `Näckrosvägen ${n + 1}` })
    await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn })
    people.push(person)
  }
  const otherUnit = await prisma.unit.create({ data: { namndId: house.namndId, name: 'Familjeenheten' } })
  const elsewhere = await makePerson(house, { unitId: otherUnit.id, givenName: 'Folke', familyName: 'Annorstädes' })
  const home = await makeApartment(house, { unitId: otherUnit.id, address: 'Bortre gatan 9' })
  await makeTenancy(house, { personId: elsewhere.id, apartmentId: home.id, unitId: otherUnit.id, startsOn: '2026-08-28' })
  const hidden = [
    await makeProtected(house, 0, kinds[0] as (typeof kinds)[0], named),
    await makeProtected(house, 1, kinds[1] as (typeof kinds)[0], named),
  ]
  await runCharges(house.db, actor, '2026-11')
  const caseId = await makeCase(house, people[0]?.id ?? 0)
  const users = await prisma.user.findMany()
  return {
    house,
    hidden,
    caseId,
    secrets: [
      'Vendela',
      'Silfverhjelm',
      'Näckrosvägen',
      'Folke',
      'Annorstädes',
      'Bortre',
      'VF-2026-17',
      'kr',
      'Birgitta',
      'Namnkunnig',
      '1101',
      ...users.map((user) => user.name),
      ...hidden.flatMap((one) => [...one.secrets, ...one.addresses]),
    ],
    at: (time, mail) => ({
      ...house,
      mail: mail ?? null,
      publicUrl: base,
      clock: {
        today: () => monday,
        now: () => `${monday}T${String(Number(time.slice(0, 2)) - 1).padStart(2, '0')}:${time.slice(3, 5)}:00.000Z`,
      },
    }),
    async wants(role, options = {}) {
      const user = await house.user(role, options)
      await prisma.user.update({ where: { id: user.id }, data: { mailDigest: 'YES' } })
      return user
    },
  }
}

/** A termination that came and was served on 11 November: to pay or undertake by 2 December. */
async function makeCase(house: TestHouse, personId: number): Promise<number> {
  const recordedAt = house.clock.now()
  const tenancy = await house.db.prisma.tenancy.findFirstOrThrow({ where: { personId } })
  const { id, notices } = await house.db.prisma.preventionCase.create({
    data: {
      namndId: house.namndId,
      unitId: house.unitId,
      personId,
      caseNumber: 'VF-2026-17',
      tenancyId: tenancy.id,
      openedOn: '2026-11-11',
      recordedAt,
      notices: {
        create: {
          namndId: house.namndId,
          sender: 'HYRESVARD',
          kind: 'UPPSAGNING',
          children: 0,
          arrivedAt: '2026-11-11T08:00:00.000Z',
          arrivedOn: '2026-11-11',
          recordedAt,
        },
      },
    },
    include: { notices: true },
  })
  await addCaseEvent(house, id, { kind: 'SERVED', happenedOn: '2026-11-11', noticeId: notices[0]?.id })
  return id
}

export async function addCaseEvent(
  house: TestHouse,
  caseId: number,
  event: { kind: string; happenedOn: string; noticeId?: number; atTime?: string; outcome?: string },
): Promise<void> {
  await house.db.prisma.caseEvent.create({ data: { namndId: house.namndId, caseId, recordedAt: `${monday}T00:00:00.000Z`, ...event } })
}
