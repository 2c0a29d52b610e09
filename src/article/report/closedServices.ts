import { children, type NodeJSON } from '../../blocks/node.ts'
import type { Report } from '../../blocks/readingReport.ts'
import { ReadingReport, type ReportEntry } from './index.ts'

/** Services that have shut down. Their addresses stay links; nothing is left to embed. V LIVE closed on 31 December 2022. */
const CLOSED_HOSTS = /^(?:www\.|m\.|channels\.)?(?:vlive\.tv|vine\.co|periscope\.tv|pscp\.tv|mixer\.com)$/u

/** Returns true if an address belongs to a service that has shut down. */
function isClosed(address: string): boolean {
  return CLOSED_HOSTS.test(/^https?:\/\/([^/?#]+)/iu.exec(address)?.[1]?.toLowerCase() ?? '')
}

/** Reports each link to a service that has shut down, with its address. */
export function reportClosedServices(doc: NodeJSON, report: Report): void {
  for (const mark of doc.marks ?? []) {
    const href = mark.type === 'link' ? mark.attrs?.href : undefined
    if (typeof href === 'string' && isClosed(href)) report('closedService', href)
  }
  const url = doc.attrs?.url
  if (typeof url === 'string' && isClosed(url)) report('closedService', url)
  for (const child of children(doc)) reportClosedServices(child, report)
}

/** Returns the report of links to closed services in some nodes, such as those of a paste. */
export function closedServicesIn(nodes: readonly NodeJSON[]): readonly ReportEntry[] {
  const report = new ReadingReport()
  for (const node of nodes) reportClosedServices(node, report.add)
  return report.entries
}
