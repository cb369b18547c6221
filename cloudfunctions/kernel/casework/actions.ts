import { dayOf } from '../../../miniprogram/rules/days'
import { notFound } from '../errors'
import { action, type Action } from '../serve'
import { citySettings } from '../settings'
import * as mine from './applicant-acts'
import { caseActionContracts as contract } from './contract'
import { decideCase, findForDesk } from './decide-case'
import { decideMany } from './decide-many'
import { openPaper, openRecord, printDocument, readCrew, readPassTo, showPhone } from './desk-looks'
import { checkOpen, formOf } from './form'
import type { AnyKind } from './kind'
import { settingAt } from './setting'
import * as store from './store'
import { submitCase } from './submit-case'
import { viewOf } from './view'
import type { CaseDocument } from './case'
import type { Reader } from './decide-case'

/** A kind of an area by its name; throws AppError when the area has none. */
export function kindFinder(kinds: AnyKind[]): mine.KindOf {
  return (name) => {
    const kind = kinds.find((one) => one.kind === name)
    if (!kind) throw notFound('这种申请')
    return kind
  }
}

/** An officer's record about somebody else stands at a desk of her own: she reads it as its desk. */
async function isRecordAtOwnDesk(kindOf: mine.KindOf, own: CaseDocument, openid: string): Promise<boolean> {
  if (!own.desk || !kindOf(own.kind).about) return false
  const found = await store.findFromPost(openid, own._id)
  return found?.posts.some(({ desk }) => desk === own.desk) ?? false
}

/**
 * The engine's actions for the kinds an area owns. A decision and what it brings about are one transaction, and the
 * ledger entry's id is made from the case and the version decided on: of two acts on one version only one can stand.
 */
export function caseworkActions(area: string, kinds: AnyKind[]): Record<string, Action> {
  const kindOf = kindFinder(kinds)
  const shown = async (standing: CaseDocument, reader: Reader, now: Date, warnings: string[] = []) => ({
    case: viewOf(kindOf(standing.kind), standing, reader, await settingAt(now), warnings),
  })

  const shownOwn = (standing: CaseDocument, openid: string, now: Date) =>
    shown(standing, standing.openid === openid ? 'applicant' : 'proxy', now)

  return {
    form: action('signedIn', contract.form, async ({ kind }, { now }) => {
      const city = await citySettings(Number(now))
      checkOpen(kindOf(kind), city, dayOf(now))
      return formOf(kindOf(kind), city)
    }),

    submit: action('signedIn', contract.submit, async (input, { openid, now }) =>
      shownOwn(await submitCase(area, kindOf(input.kind), input, openid, now), openid, now),
    ),

    read: action('provedInQuery', contract.read, async ({ caseId }, { openid, now }) => {
      const own = await store.findMine(openid, caseId)
      if (own && !(await isRecordAtOwnDesk(kindOf, own, openid))) return shownOwn(own, openid, now)
      const { standing, reader } = await findForDesk(openid, caseId)
      const warnings = reader === 'desk' ? ((await kindOf(standing.kind).warnings?.(standing, now)) ?? []) : []
      return shown(standing, reader, now, warnings)
    }),

    decide: action('provedInQuery', contract.decide, async (input, { openid, now }) => {
      const { done, reader } = await decideCase(kindOf, input, openid, now)
      const warnings = reader === 'desk' ? ((await kindOf(done.kind).warnings?.(done, now)) ?? []) : []
      return shown(done, reader, now, warnings)
    }),
    decideMany: action('provedInQuery', contract.decideMany, async (input, { openid, now }) =>
      decideMany(kindOf, input, openid, now),
    ),

    withdraw: action('signedIn', contract.withdraw, async ({ caseId }, { openid, now }) =>
      shownOwn(await mine.withdrawCase(kindOf, caseId, openid, now), openid, now),
    ),
    supply: action('signedIn', contract.supply, async (input, { openid, now }) =>
      shownOwn(await mine.supplyCase(kindOf, input, openid, now), openid, now),
    ),
    dropConsent: action('signedIn', contract.dropConsent, async ({ caseId, slot }, { openid, now }) =>
      shownOwn(await mine.dropConsentOf(kindOf, caseId, slot, openid, now), openid, now),
    ),
    appeal: action('signedIn', contract.appeal, async (input, { openid, now }) =>
      shownOwn(await mine.appealCase(kindOf, input, openid, now), openid, now),
    ),
    rate: action('signedIn', contract.rate, async (input, { openid, now }) =>
      shownOwn(await mine.rateCase(kindOf, input, openid, now), openid, now),
    ),

    openPaper: action('provedInQuery', contract.openPaper, async (input, { openid, now }) =>
      openPaper(input, openid, now),
    ),
    openRecord: action('provedInQuery', contract.openRecord, async (input, { openid }) => openRecord(input, openid)),
    showPhone: action('provedInQuery', contract.showPhone, async (input, { openid, now }) =>
      showPhone(kindOf, input, openid, now),
    ),
    crew: action('provedInQuery', contract.crew, async ({ caseId }, { openid }) => readCrew(kindOf, caseId, openid)),
    passTo: action('provedInQuery', contract.passTo, async ({ caseId }, { openid, now }) =>
      readPassTo(kindOf, caseId, openid, now),
    ),
    print: action('provedInQuery', contract.print, async (input, { openid, now }) =>
      printDocument(kindOf, input, openid, now),
    ),
  }
}
