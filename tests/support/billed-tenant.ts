/** Somebody with a home and bills, for tests of what pays them. */
import type { Actor } from '../../server/actor.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { makeApartment, makePerson, makeTenancy } from './fixtures.js'
import type { TestHouse } from './test-house.js'

/** Billed for the months; `ocr` is that of the oldest bill, `open` what is left of each, oldest first. */
export async function billedTenant(
  house: TestHouse,
  actor: Actor,
  months: readonly string[] = ['2026-10'],
  wish: Parameters<typeof makePerson>[1] = {},
) {
  const person = await makePerson(house, wish)
  const apartment = await makeApartment(house)
  const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id })
  for (const month of months) await runCharges(house.db, actor, month)
  const bills = () => house.db.prisma.ledgerEntry.findMany({ where: { personId: person.id, kind: 'CHARGE' }, orderBy: { dueOn: 'asc' } })
  const [first] = await bills()
  return { person, tenancy, ocr: first?.ocr ?? '', open: async () => (await bills()).map((bill) => bill.openOre) }
}
