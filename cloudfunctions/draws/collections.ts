import type { CollectionSpec } from '../kernel/collections'

export const collections: CollectionSpec[] = [
  {
    name: 'draws',
    indexes: [
      {
        keys: [
          ['org', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      // What the timer has to draw.
      {
        keys: [
          ['openSeed', 1],
          ['closesAt', 1],
        ],
      },
    ],
  },
  {
    name: 'drawEntries',
    indexes: [
      {
        keys: [
          ['draw', 1],
          ['handle', 1],
        ],
        unique: true,
      },
      {
        keys: [
          ['draw', 1],
          ['place', 1],
        ],
      },
      {
        keys: [
          ['openid', 1],
          ['at', -1],
        ],
      },
    ],
  },
]
