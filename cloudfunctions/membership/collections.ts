import { collections as kernel, type CollectionSpec } from '../kernel/collections'

export const collections: CollectionSpec[] = [
  ...kernel,
  // Copies of people's data, while they are made and for an hour.
  { name: 'copies', indexes: [{ keys: [['until', 1]] }, { keys: [['openid', 1]] }] },
]
