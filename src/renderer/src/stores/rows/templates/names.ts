/** The templates that Galley brings; their articles are in `stock.ts`, which is loaded at the first use. */
export const STOCK_TEMPLATES = ['recap', 'interview', 'photoStory', 'news'] as const
export type StockTemplate = (typeof STOCK_TEMPLATES)[number]
