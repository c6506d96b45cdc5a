/** The product's own address, for what is copied out of it: what users type, or, where nobody has said, what this user typed. */
import type { Request } from 'express'
import type { House } from '../house.js'

export function baseOf(house: House, req: Request): string {
  return house.publicUrl ?? `${req.protocol}://${req.get('host') ?? ''}`
}
