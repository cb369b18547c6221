import type { OutputOf } from '../../../client/call'

type Roster = OutputOf<'recruiting.roster'>['roster']
type Fault = OutputOf<'recruiting.faults'>['faults'][number]

export interface RosterShown {
  fileName: string
  /** The one sentence that says how it stands. */
  title: string
  line: string
  mark: 'clock' | 'alert' | 'tick'
  notes: string[]
  /** What the button does; none while there is nothing to press. */
  act: '' | 'goOn' | 'take' | 'withoutFaulty'
  actWords: string
  hasFaults: boolean
  percent: number
}

/** People of a roster that may be taken in. */
const goodRows = ({ rows, faulty, members }: Roster): number => rows - faulty - members

export function shownRoster(roster: Roster): RosterShown {
  const { fileName, notes, faulty, members } = roster
  return { fileName, notes, hasFaults: faulty + members > 0, percent: percentOf(roster), ...standing(roster) }
}

function standing(roster: Roster): Pick<RosterShown, 'title' | 'line' | 'mark' | 'act' | 'actWords'> {
  const { state, rows, faulty, members, entries, known } = roster
  const good = goodRows(roster)
  const skipped = members > 0 ? `，${members} 人已经是会员，不用收` : ''
  if (state === 'done') {
    const before = known > 0 ? `，${known} 人以前的名册里就有` : ''
    const left = faulty > 0 ? `，${faulty} 行有毛病没收` : ''
    return {
      title: '收好了',
      line: `新收了 ${entries} 人${before}${skipped}${left}。本人来申请时，案头会写“名册里有”。`,
      mark: 'tick',
      act: '',
      actWords: '',
    }
  }
  if (state === 'checking' || state === 'taking')
    return {
      title: state === 'checking' ? '正在核对' : '正在收',
      line: `${rows} 人。离开也不要紧，回来接着办。`,
      mark: 'clock',
      act: 'goOn',
      actWords: '接着办',
    }
  if (faulty === 0)
    return {
      title: good > 0 ? '核对好了，没有毛病' : '没有要收的人',
      line: `${rows} 人${skipped}。`,
      mark: 'tick',
      act: good > 0 ? 'take' : '',
      actWords: `收下这 ${good} 人`,
    }
  return {
    title: `有 ${faulty} 行要改`,
    line: `一行也还没收。改好再传最稳妥${good > 0 ? '，也可以先不要这几行' : ''}。${members > 0 ? `另外 ${members} 人已经是会员，不用收。` : ''}`,
    mark: 'alert',
    act: good > 0 ? 'withoutFaulty' : '',
    actWords: `不要这 ${faulty} 行，先收 ${good} 人`,
  }
}

function percentOf({ state, chunks, checked, taken }: Roster): number {
  const done = state === 'taking' ? taken : state === 'checking' ? checked : chunks
  return Math.round((100 * done) / Math.max(1, chunks))
}

export interface FaultLine {
  key: string
  row: string
  where: string
  words: string
  fault: boolean
}

export function faultLines(faults: Fault[], from: number): FaultLine[] {
  return faults.map(({ row, where, words, kind }, i) => ({
    key: String(from + i),
    row: `第 ${row} 行`,
    where,
    words,
    fault: kind === 'fault',
  }))
}
