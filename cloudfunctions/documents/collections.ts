import type { CollectionSpec } from '../kernel/collections'

export const collections: CollectionSpec[] = [{ name: 'printed', indexes: [{ keys: [['until', 1]] }] }]
