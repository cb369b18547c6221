/**
 * The states of a membership and every change between them, with the rule it rests on. `applied` is no state here: it
 * is an open application to join. Shared by the functions, which refuse what is not in the table, and the pages.
 */
export type MembershipState = 'active' | 'transferring' | 'retained' | 'left' | 'expelled'

/** The card works, the membership counts. `transferring`: one application to another union is open. */
export const LIVING: readonly MembershipState[] = ['active', 'transferring', 'retained']

export const STATE_WORDS: Record<MembershipState, string> = {
  active: '在会',
  transferring: '正在转会',
  retained: '保留会籍',
  left: '已退会',
  expelled: '已除名',
}

export interface StateChange {
  from: readonly MembershipState[]
  /** `asBefore`: what it was before the transfer was asked for. */
  to: MembershipState | 'asBefore'
  /** Whose act it is. */
  by: 'member' | 'memberOrOfficer' | 'committee' | 'committeeFiledAbove'
  clause: string
}

export const STATE_CHANGES = {
  askTransfer: {
    from: ['active', 'retained'],
    to: 'transferring',
    by: 'memberOrOfficer',
    clause: '工会会员会籍管理办法 第3条：会籍随劳动关系走，一次入会、动态接转',
  },
  transfer: { from: ['transferring'], to: 'active', by: 'committee', clause: '工会会员会籍管理办法：由转入的工会接收' },
  dropTransfer: {
    from: ['transferring'],
    to: 'asBefore',
    by: 'memberOrOfficer',
    clause: '工会会员会籍管理办法：没有接转的，会籍还在原来的工会',
  },
  retain: {
    from: ['active'],
    to: 'retained',
    by: 'committee',
    clause: '中国工会章程 第8条：离休、退休和失业的会员，可以保留会籍',
  },
  resume: {
    from: ['retained'],
    to: 'active',
    by: 'committee',
    clause: '中国工会章程 第8条：保留会籍的人重新就业，恢复会籍',
  },
  leave: {
    from: ['active', 'transferring', 'retained'],
    to: 'left',
    by: 'committee',
    clause: '中国工会章程 第6条：会员有退会自由，由工会基层委员会宣布退会',
  },
  treatAsLeft: {
    from: ['active'],
    to: 'left',
    by: 'committee',
    clause: '中国工会章程 第6条：没有正当理由连续六个月不交会费、不参加活动，经教育拒不改正，视为自动退会',
  },
  expel: {
    from: ['active', 'transferring', 'retained'],
    to: 'expelled',
    by: 'committeeFiledAbove',
    clause: '中国工会章程 第7条：受刑事处罚的，工会小组讨论、基层委员会决定开除会籍，报上级备案',
  },
} as const satisfies Record<string, StateChange>

export type StateChangeName = keyof typeof STATE_CHANGES

/** The state that a change leads to, or null when it may not be made from here. `before`: see `asBefore`. */
export function stateAfter(
  change: StateChangeName,
  from: MembershipState,
  before: 'active' | 'retained' = 'active',
): MembershipState | null {
  const { from: allowed, to }: StateChange = STATE_CHANGES[change]
  if (!allowed.includes(from)) return null
  return to === 'asBefore' ? before : to
}
