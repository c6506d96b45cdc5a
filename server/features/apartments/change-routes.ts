import type { House } from '../../house.js'
import type { Door } from '../../web/door.js'

export function openChanges(_house: House, _doors: Door): void {}
