import type { CollectionSpec } from '../kernel/collections'

export const merchantCollections: CollectionSpec[] = [
  {
    name: 'merchants',
    indexes: [
      { keys: [['holds', 1]], unique: true },
      {
        keys: [
          ['scopes', 1],
          ['state', 1],
          ['agreement.until', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['scopes', 1],
          ['state', 1],
          ['district', 1],
          ['agreement.until', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['keys', 1],
          ['_id', 1],
        ],
      },
      { keys: [['behind', 1]] },
      { keys: [['endsOn', 1]] },
      { keys: [['remindOn', 1]] },
    ],
  },
  // Named by their six digits: a code that is over makes room for the next of these digits.
  { name: 'clerkCodes', indexes: [] },
  { name: 'merchantInvitations', indexes: [] },
  // Wrong codes typed by an account in an hour.
  { name: 'codeTries', indexes: [{ keys: [['until', 1]] }] },
]
