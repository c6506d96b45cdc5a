/** What is wrong with the XML, in Swedish, from the parser's own English message ("12:5: unclosed tag: Ntry"). */
export function xmlFault(message: string): string {
  const said = message.replace(/^[^a-z"]*\d+:\d+: /i, '')
  for (const [pattern, reason] of FAULTS) {
    const match = pattern.exec(said)
    if (match) return reason.replace('$1', (match[1] ?? '').slice(0, 60))
  }
  return 'Filen är skadad här och går inte att läsa. Hämta den på nytt från banken.'
}

const FAULTS: readonly [RegExp, string][] = [
  [/^unclosed tag: (.*)/, 'Filen är inte hel: elementet $1 avslutas aldrig. Hämta den på nytt från banken.'],
  [/^unexpected end/, 'Filen är inte hel: den slutar mitt i. Hämta den på nytt från banken.'],
  [/^document must contain a root element/, 'Filen är inte hel: den har inget innehåll.'],
  [
    /^(?:unmatched closing tag|unexpected close tag)/,
    'Elementen är inte rätt avslutade här. Filen är skadad. Hämta den på nytt från banken.',
  ],
  [/^undefined entity/, 'Filen använder en egen förkortning (entitet). Sådana filer läses inte in, eftersom de kan vara skadliga.'],
  [/^documents may contain only one root/, 'Filen har flera meddelanden efter varandra. Läs in ett i taget.'],
  [/^text data outside of root node/, 'Filen har text utanför meddelandet. Filen är skadad.'],
]
