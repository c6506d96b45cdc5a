import { describe, expect, test } from '@jest/globals'
import { clauseWarnings } from '../../server/domain/contract-clauses.js'

const kinds = (text: string) => clauseWarnings(text).map(({ kind }) => kind)

describe('clauses that are warned for', () => {
  test.each([
    ['Hyresgästen ska lämna urinprov när förvaltningen begär det.', ['DRUG_TEST']],
    ['Drogtester sker regelbundet.', ['DRUG_TEST']],
    ['Hyresgästen är inte frivilligt utan enligt avtal skyldig till utandningsprov.', ['DRUG_TEST']],
    ['Nykterhetskontroller kan ske.', ['SOBRIETY']],
    ['Hyresgästen förbinder sig att vara nykter och drogfri i lägenheten.', ['SOBRIETY']],
    ['Hyresgästen ska ta emot hembesök minst en gång i månaden.', ['INSPECTION_VISIT']],
    ['Personalen gör tillsyn av lägenheten varje vecka.', ['INSPECTION_VISIT']],
    ['Personalen får när som helst gå in i lägenheten.', ['INSPECTION_VISIT']],
    ['Förvaltningen har rätt att genomsöka lägenheten.', ['SEARCH']],
    ['Hyresgästen ska ta sin medicin enligt läkares anvisning.', ['MEDICATION']],
    ['Medicinering ska skötas.', ['MEDICATION']],
    ['Hyresgästen ska ha regelbunden läkarkontakt.', ['DOCTOR_CONTACT']],
    ['Hyresgästen ska hålla kontakt med psykiatrin.', ['DOCTOR_CONTACT']],
    ['Nattgäster är inte tillåtna.', ['NO_GUESTS']],
    ['Hyresgästen får inte ta emot gäster efter klockan 22.', ['NO_GUESTS']],
    ['Endast hyresgästen får bo i lägenheten.', ['LIVE_ALONE']],
    ['Lägenheten får endast bebos av hyresgästen.', ['LIVE_ALONE']],
  ])('%s', (text, wanted) => expect(kinds(text)).toEqual(wanted))
})

describe('clauses that are not', () => {
  test.each([
    'Hembesök erbjuds varje månad och är frivilligt.',
    'Hyresgästen kan få stöd i kontakten med vården om hyresgästen vill.',
    'Hyresgästen får tacka nej till hembesök.',
    'Hyran betalas senast sista vardagen före varje kalendermånads början.',
    'Hyresgästen ska se till att egna gäster inte stör grannarna.',
    'Hyresvärden får tillträde för nödvändig tillsyn enligt 12 kap. 26 § JB.',
    'Hyresgästen får inte hyra ut i andra hand utan samtycke.',
    'Hyresgästen ska ha en gällande hemförsäkring.',
    'Parterna håller kontakt med varandra om boendet.',
    'Provtryckning av radiatorer görs varje höst.',
  ])('%s', (text) => expect(kinds(text)).toEqual([]))
})

test('the warning says which words, why and what may stand instead', () => {
  const [warning, ...more] = clauseWarnings('1. Hyran är 6 000 kr.\n2. Hyresgästen ska lämna urinprov.\n3. Hembesök erbjuds.')
  expect(more).toEqual([])
  expect(warning).toMatchObject({ words: 'lämna urinprov', sentence: 'Hyresgästen ska lämna urinprov.', source: 'JO 8958-2020, regeringsformen 2 kap. 6 §' })
})
