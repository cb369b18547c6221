import type { CollectionSpec } from '../kernel/collections'

export const collections: CollectionSpec[] = [
  {
    name: 'offers',
    indexes: [
      {
        keys: [
          ['place', '2dsphere'],
          ['status', 1],
          ['category', 1],
        ],
      },
      {
        keys: [
          ['status', 1],
          ['district', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['status', 1],
          ['district', 1],
          ['category', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['status', 1],
          ['category', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['keys', 1],
          ['status', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['merchantId', 1],
          ['status', 1],
        ],
      },
    ],
  },
  {
    name: 'offerUses',
    indexes: [
      {
        keys: [
          ['limit', 1],
          ['place', -1],
        ],
      },
      { keys: [['saving', 1]] },
    ],
  },
]
