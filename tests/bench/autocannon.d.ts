/** The little of autocannon that the bench uses; the package brings no types. */
declare module 'autocannon' {
  interface Run {
    requests: { average: number }
    latency: { p99: number }
    non2xx: number
  }
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    headers: Record<string, string>
  }): Promise<Run>
}
