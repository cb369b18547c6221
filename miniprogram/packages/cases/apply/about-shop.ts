import { call } from '../../../client/call'
import type { Form } from '../../../client/forms'
import type { Draft } from '../../../components/case-form/draft'
import { allFields, entriesOf, isEmpty } from '../../../components/case-form/form'
import { spotText, type Answers } from '../../../components/case-form/values'
import { sayOffer } from '../../../rules/offer'

/**
 * Puts in the shop whose page led here, and the offer that is to change as it stands (`MERCHANT` or `MERCHANT.OFFER`);
 * for a shop that joins by invitation what the union knows of it (`123456`).
 */
export async function putShop(form: Form, draft: Draft, about: string): Promise<void> {
  if (!about) return
  if (form.kind === 'merchantJoining') return putInvitation(draft, about)
  if (!allFields(form).some(({ widget }) => widget === 'shop')) return
  const [merchant = '', deal = ''] = about.split('.')
  // Complained of by a customer, to whom the page before has said its name.
  if (form.kind === 'benefitComplaint') {
    draft.titles = { ...draft.titles, merchant: decodeURIComponent(deal) }
    draft.answers = { ...draft.answers, merchant }
    return
  }
  const { shop, changes } = await call('benefits.myShop', { merchantId: merchant })
  draft.titles = { ...draft.titles, merchant: shop.name }
  draft.answers = { ...draft.answers, merchant }
  const offer = shop.deals.find(({ id }) => id === deal)
  if (form.kind !== 'offerChange') return
  draft.answers = offer ? changeOf(draft.answers, deal, changes) : { ...draft.answers, what: 'put' }
  if (offer) draft.titles = { ...draft.titles, deal: `${sayOffer(offer.terms)} ${offer.covers}` }
}

/** What was filled in before stays; else the offer as it stands. */
function changeOf(answers: Answers, deal: string, changes: { deal: string; answers: Answers }[]): Answers {
  const before = changes.find((one) => one.deal === deal)?.answers ?? {}
  return { ...before, what: 'put', ...answers, deal }
}

async function putInvitation(draft: Draft, code: string): Promise<void> {
  const { invitation } = await call('benefits.invitation', { code })
  const { shop, category, town, address, place } = invitation
  const [first = {}, ...rest] = entriesOf(draft.answers.branches)
  const branch = { town, address, ...(place && { spot: spotText(place) }), ...first }
  const known: Answers = { shop, category: category ?? undefined, invitation: code }
  const missing = Object.fromEntries(Object.entries(known).filter(([name]) => isEmpty(draft.answers[name])))
  draft.answers = { ...draft.answers, ...missing, branches: [branch, ...rest] }
}
