import type { Card } from '../../miniprogram/client/offline-card'
import { deadCard } from '../../miniprogram/pages/card/card-view'

/** What the card page says of a card that no counter takes, and the one thing that helps. */

const card = {
  state: 'active',
  membership: 'active',
  why: '',
  unionName: '海滨物业工会',
  validUntil: '2028-06-30',
} as Card
const TODAY = '2026-11-26'

test('a card that works, and one of a member who changes union or kept her membership, is not dead', () => {
  for (const membership of ['active', 'transferring', 'retained'] as const)
    expect(deadCard({ ...card, membership }, TODAY)).toBeNull()
  expect(deadCard(card, '2028-06-30')).toBeNull()
})

test.each([
  ['lost', { state: 'lost' }, '挂失', 'reissue'],
  ['stopped by an officer', { state: 'suspended', why: '会籍资料要重新核对' }, '停用', 'call'],
  ['of who has left', { state: 'retired', membership: 'left' }, '您退会了', 'join'],
  ['of who was expelled', { state: 'retired', membership: 'expelled' }, '会籍停了', 'call'],
  ['past its day', { validUntil: '2026-11-25' }, '到期', 'reissue'],
])('a card %s says so, and what helps', (_what, change, title, act) => {
  expect(deadCard({ ...card, ...change } as Card, TODAY)).toMatchObject({ title: expect.stringContaining(title), act })
})

test('a stopped card says why in the words of the union, and whom to ask', () => {
  const dead = deadCard({ ...card, state: 'suspended', why: '会籍资料要重新核对' }, TODAY)!
  expect(dead.why).toBe('会籍资料要重新核对。有疑问，打电话问海滨物业工会')
})
