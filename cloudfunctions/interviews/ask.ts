import { askFault, MOST_QUESTIONS } from '../../miniprogram/rules/interview'
import { hideNumbers } from '../../miniprogram/rules/hide-numbers'
import { checkText } from '../kernel/content-check'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { Caller } from '../kernel/serve'
import type { Question } from './interview'
import { takeQuestionPictures } from './take-files'
import { myQuestionOf } from './views'
import { mustBeHers } from './vote'
import { pseudonymOf, voterKey } from './voter'
import * as store from './ask-store'

interface Input {
  interview: string
  clientKey: string
  text: string
  files: string[]
}

/**
 * Asks. Two requests; each that a race for the same place costs is one more. The n-th question of a person has an id
 * made of session, person and n: no script asks oftener than one may. Numbers of persons are hidden before anything is
 * kept, and WeChat checks what is left; what it refuses is kept nowhere.
 */
export async function ask({ interview, clientKey, text, files }: Input, { openid, now }: Caller<'provedInQuery'>) {
  const found = await store.findAsker(openid, interview)
  if (!found) throw new AppError('NOT_A_MEMBER', '入会后就能问。入会不花钱')
  const { membership, session, own } = found
  const before = own.find((one) => one.clientKey === clientKey)
  if (before) return { question: myQuestionOf(before) }
  if (!session || session.state === 'draft') throw notFound('这场微访谈')
  mustBeHers(session, membership.scopes)
  const fault = askFault(session, now)
  if (fault) throw new AppError('NOT_NOW', fault)
  const used = new Set(own.map(({ slot }) => slot))
  if (used.size >= MOST_QUESTIONS) throw usedUp()
  const said = hideNumbers(text)
  const verdict = await checkText(openid, said.text)
  const key = voterKey(session._id, membership)
  const by = session.names === 'masked' ? membership.card.maskedName : pseudonymOf(session._id, membership)
  const pictures = files.length > 0 ? idFrom('ivp', membership.person, interview, clientKey) : ''
  const checked = pictures ? await takeQuestionPictures(openid, membership.person, clientKey, pictures, files) : []
  for (let slot = 0; slot < MOST_QUESTIONS; slot += 1) {
    if (used.has(slot)) continue
    const id = idFrom('ivq', session._id, key, slot)
    const question: Question = {
      _id: id,
      interview: session._id,
      slot,
      clientKey,
      openid,
      person: membership.person,
      membership: membership._id,
      name: membership.name,
      unionName: membership.orgName,
      org: membership.org,
      orgPath: membership.orgPath,
      by,
      text: said.text,
      hidden: said.hidden,
      files: checked,
      verdict,
      state: 'waiting',
      why: '',
      root: null,
      department: '',
      seat: null,
      shown: false,
      askers: [{ question: id, openid, by }],
      voters: [key],
      votes: 1,
      answers: [],
      outcome: null,
      laterBy: null,
      case: null,
      at: now,
      acceptedAt: null,
      answeredAt: null,
      touchedAt: now,
      changedAt: now,
      version: 1,
      tell: null,
      keys: [],
    }
    try {
      await store.addQuestion(question)
      return { question: myQuestionOf(question) }
    } catch (error) {
      if (!isDuplicate(error)) throw error
      // The same press twice at once, or another question of hers took the place.
      const standing = await store.findQuestion(id)
      if (standing?.clientKey === clientKey && standing.openid === openid) return { question: myQuestionOf(standing) }
    }
  }
  throw usedUp()
}

const usedUp = () => new AppError('USED_UP', `一场最多问 ${MOST_QUESTIONS} 个。别人问的，您可以点“我也问”`)
