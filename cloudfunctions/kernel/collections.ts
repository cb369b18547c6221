import { collections as casework } from './casework/collections'

/** Collections and indexes as data: the local cloud and the deployment create both from here. */

export type IndexKey = [field: string, direction: 1 | -1 | '2dsphere']

export interface CollectionSpec {
  name: string
  indexes: { keys: IndexKey[]; unique?: boolean }[]
}

/** What the kernel itself keeps, for every area. */
export const collections: CollectionSpec[] = [
  ...casework,
  {
    name: 'people',
    indexes: [
      { keys: [['openid', 1]], unique: true },
      { keys: [['posts.desk', 1]] },
      { keys: [['posts.org', 1]] },
      { keys: [['phoneIndex', 1]] },
    ],
  },
  {
    name: 'orgs',
    indexes: [
      {
        keys: [
          ['keys', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['town', 1],
          ['takesIndividuals', 1],
        ],
      },
      {
        keys: [
          ['industries', 1],
          ['takesIndividuals', 1],
        ],
      },
      // Directly below a union, by name.
      {
        keys: [
          ['parent', 1],
          ['status', 1],
          ['name', 1],
          ['_id', 1],
        ],
      },
      { keys: [['form', 1]] },
      // Terms of office by their end, for officers at every level; and whom to remind.
      {
        keys: [
          ['scopes', 1],
          ['term.endsOn', 1],
          ['_id', 1],
        ],
      },
      { keys: [['termRemindOn', 1]] },
    ],
  },
  {
    name: 'memberships',
    indexes: [
      {
        keys: [
          ['openid', 1],
          ['state', 1],
        ],
      },
      { keys: [['holder', 1]], unique: true },
      { keys: [['livingOf', 1]], unique: true },
      { keys: [['card.number', 1]], unique: true },
      // Whose card is over since a day.
      {
        keys: [
          ['state', 1],
          ['stateSince', 1],
        ],
      },
      // A union's own members, by name.
      {
        keys: [
          ['org', 1],
          ['state', 1],
          ['name', 1],
          ['_id', 1],
        ],
      },
      // Her officers at every level find her: by name, or by the end of a number.
      {
        keys: [
          ['scopes', 1],
          ['name', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['scopes', 1],
          ['idTail', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['scopes', 1],
          ['phoneTail', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  {
    name: 'ledger',
    indexes: [
      {
        keys: [
          ['person', 1],
          ['kind', 1],
          ['at', -1],
          ['_id', -1],
        ],
      },
      {
        keys: [
          ['kind', 1],
          ['day', 1],
        ],
      },
      // What happened since the last count.
      {
        keys: [
          ['kind', 1],
          ['at', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['month', 1],
          ['detail.inTime', 1],
        ],
      },
      // A union's own entries of a month, summed anew.
      {
        keys: [
          ['kind', 1],
          ['orgPath', 1],
          ['month', 1],
        ],
      },
      // What one case, membership or redemption brought about.
      { keys: [['source', 1]] },
      {
        keys: [
          ['detail.merchantId', 1],
          ['day', 1],
          ['at', -1],
          ['_id', -1],
        ],
      },
    ],
  },
  {
    name: 'messages',
    indexes: [
      {
        keys: [
          ['openid', 1],
          ['at', -1],
          ['_id', -1],
        ],
      },
      {
        keys: [
          ['openid', 1],
          ['unread', 1],
        ],
      },
    ],
  },
  {
    name: 'joiningEvents',
    indexes: [
      {
        keys: [
          ['org', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      { keys: [['openCode', 1]], unique: true },
      {
        keys: [
          ['state', 1],
          ['codeUntil', 1],
        ],
      },
    ],
  },
  {
    name: 'rosters',
    indexes: [
      {
        keys: [
          ['org', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      { keys: [['until', 1]] },
    ],
  },
  {
    name: 'rosterEntries',
    indexes: [
      {
        keys: [
          ['org', 1],
          ['idIndex', 1],
        ],
      },
      { keys: [['roster', 1]] },
      { keys: [['lookOn', 1]] },
    ],
  },
  { name: 'settings', indexes: [] },
]
