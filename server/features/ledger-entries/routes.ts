/** What is booked by hand on a person's ledger: charges, credits, reversals, refunds, transfers, re-allocations and write-offs. */
import type { Router } from 'express'
import type { House } from '../../house.js'
import { door } from '../../web/door.js'
import { openBooking } from './booking.js'
import { credit, dayCredit } from './credits.js'
import { refund, transfer } from './money-to-good.js'
import { oneOffCharge } from './one-off-charge.js'
import { reAllocation } from './re-allocation.js'
import { reversal } from './reversal.js'
import { writeOff } from './write-off.js'

export function ledgerEntriesRoutes(house: House): Router {
  const opened = door(house)
  openBooking(house, opened, oneOffCharge)
  openBooking(house, opened, dayCredit)
  openBooking(house, opened, credit)
  openBooking(house, opened, reversal)
  openBooking(house, opened, refund)
  openBooking(house, opened, transfer)
  openBooking(house, opened, reAllocation)
  openBooking(house, opened, writeOff)
  return opened.router
}
