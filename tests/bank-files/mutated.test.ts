/** Some hundred of the mutated files that `npm run torture` reads ten thousand of: each a Swedish error or a right result. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readBankFile } from '../../server/bank-files/read.js'
import { bookOrNot } from '../torture/bank-files.js'
import { differsThroughSaxes, faultOf } from '../torture/judge.js'
import { mutatedFiles } from '../torture/mutated-files.js'
import { openTestHouse, type TestHouse } from '../support/test-house.js'

const files = 400
const seed = 20260203

test('each is refused in Swedish or read right, and through saxes alone the same', async () => {
  const wrong: string[] = []
  for await (const file of mutatedFiles(files, seed)) {
    const result = await readBankFile(file.source, 'filen')
    const fault = faultOf(result, file)
    if (fault) wrong.push(`${file.name}: ${fault}`)
    if (await differsThroughSaxes(result, file)) wrong.push(`${file.name}: another result through saxes`)
  }
  expect(wrong).toEqual([])
})

describe('against a database', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  test('all of a file is stored or nothing', async () => {
    const { actor } = await house.user('BOSAMORDNARE', { unitId: null })
    const wrong: string[] = []
    let n = 0
    for await (const file of mutatedFiles(files, seed)) {
      if (n++ % 20 !== 0 || !file.bytes) continue
      const trouble = await bookOrNot(house.db, actor, file)
      if (trouble) wrong.push(`${file.name}: ${trouble}`)
    }
    expect(wrong).toEqual([])
  })
})
