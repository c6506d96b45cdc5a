/** The charts the chart parts draw with: server-rendered SVG and the data table under each. */
export { lineChart, lineTable } from './charts/line-chart.js'
export { ladderChart, ladderTable } from './charts/ladder-chart.js'
export { debtChart, debtTable } from './charts/debt-chart.js'
export { balanceChart } from './charts/balance-chart.js'
