/** Times a job beside its floor, turn by turn in one run, so that a busy machine slows both alike. */
export interface Result {
  job: string
  world: string
  /** medians of the rounds, milliseconds */
  productMs: number
  floorMs: number
  ratio: number
  /** what the issue asks for: the highest ratio that is good enough; null = only shown */
  atMost: number | null
  /** how long the event loop was held at most by the product, in its own work; where that is asked */
  heldCpuMs?: number
  /** pages that were asked for meanwhile: how many were answered, and how long the slowest took, on the wall */
  page?: { answered: number; slowestMs: number }
}

/** Turns for warmth and turns that are timed: enough for what takes long. */
const fewTurns = { warm: 1, timed: 5 }

/**
 * Runs `product` and `floor` in turns, for warmth first and then timed. Each gets the number of its turn. `before` each turn comes
 * what is not timed. What takes some milliseconds is given more turns: it is asked of a program that has been running for a while.
 */
export async function measure(
  job: string,
  world: string,
  atMost: number | null,
  product: (turn: number) => Promise<unknown>,
  floor: (turn: number) => Promise<unknown>,
  before: () => Promise<unknown> = () => Promise.resolve(),
  { warm, timed } = fewTurns,
): Promise<Result> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < warm + timed; round++) {
    for (const [side, work] of [product, floor].entries()) {
      await before()
      const start = performance.now()
      await work(round * 2 + side)
      if (round >= warm) times[side]?.push(performance.now() - start)
    }
  }
  const [productMs, floorMs] = [median(times[0]), median(times[1])]
  return { job, world, productMs, floorMs, ratio: productMs / floorMs, atMost }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
