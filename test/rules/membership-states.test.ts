import fc from 'fast-check'
import {
  LIVING,
  STATE_CHANGES,
  STATE_WORDS,
  stateAfter,
  type MembershipState,
  type StateChangeName,
} from '../../miniprogram/rules/membership-states'

/** Every change of a membership's state, with the rule it rests on beside it; and nothing else. */

type From = MembershipState[]
const TABLE: [StateChangeName, From, MembershipState, string][] = [
  ['askTransfer', ['active', 'retained'], 'transferring', '会籍管理办法 第3条'],
  ['transfer', ['transferring'], 'active', '会籍管理办法'],
  ['dropTransfer', ['transferring'], 'active', '会籍管理办法'],
  ['retain', ['active'], 'retained', '章程 第8条'],
  ['resume', ['retained'], 'active', '章程 第8条'],
  ['leave', ['active', 'transferring', 'retained'], 'left', '章程 第6条'],
  ['treatAsLeft', ['active'], 'left', '章程 第6条'],
  ['expel', ['active', 'transferring', 'retained'], 'expelled', '章程 第7条'],
]
const STATES = Object.keys(STATE_WORDS) as MembershipState[]
const NAMES = Object.keys(STATE_CHANGES) as StateChangeName[]

test('the table is whole: each change once, none beside', () => {
  expect(TABLE.map(([change]) => change).sort()).toEqual([...NAMES].sort())
})

test.each(TABLE)('%s: from %j to %s, by %s, and from nowhere else', (change, from, to, clause) => {
  expect(STATE_CHANGES[change].clause).toContain(clause)
  for (const state of STATES)
    expect([state, stateAfter(change, state)]).toEqual([state, from.includes(state) ? to : null])
})

test('a dropped transfer leads back to what it was before, and only to that', () => {
  expect(stateAfter('dropTransfer', 'transferring', 'retained')).toBe('retained')
  expect(stateAfter('dropTransfer', 'active', 'retained')).toBeNull()
})

test('members are free to leave from wherever they are in, also while they change union', () => {
  for (const state of LIVING) expect(stateAfter('leave', state)).toBe('left')
})

test('whatever is done in whatever order, an end is an end', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...NAMES), { maxLength: 30 }), (acts) => {
      let state: MembershipState = 'active'
      let over = false
      for (const act of acts) {
        const next = stateAfter(act, state)
        if (over) expect(next).toBeNull()
        if (!next) continue
        state = next
        over = !LIVING.includes(state)
      }
    }),
  )
})
