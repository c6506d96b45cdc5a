/** How an apartment is named and measured in words. */

/** "Tallbacksvägen 8, lgh 1102" */
export function nameOf(apartment: { address: string; apartmentNumber: string | null }): string {
  return apartment.apartmentNumber ? `${apartment.address}, lgh ${apartment.apartmentNumber}` : apartment.address
}

/** "2 rok, 54 m²"; '' when neither is known. */
export function sizeWords({ rooms, squareMeters }: { rooms: number | null; squareMeters: number | null }): string {
  const sizes = [
    rooms === null ? '' : `${swedishNumber(rooms)}\u00a0rok`,
    squareMeters === null ? '' : `${swedishNumber(squareMeters)}\u00a0m²`,
  ]
  return sizes.filter((size) => size !== '').join(', ')
}

/** 54.5 → "54,5" */
export function swedishNumber(value: number): string {
  return String(value).replace('.', ',')
}
