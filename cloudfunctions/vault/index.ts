import { action, serve } from '../kernel/serve'
import { addPaperOf } from './add-paper'
import { contract } from './contract'
import { findMine, openPaper, readLooks } from './read-papers'
import { removePaper } from './remove-paper'

/** The function `vault`: a worker's own papers, and who of the union has looked at them. */
export const actions = {
  mine: action('signedIn', contract.mine, findMine),
  add: action('signedIn', contract.add, addPaperOf),
  open: action('signedIn', contract.open, openPaper),
  remove: action('signedIn', contract.remove, removePaper),
  looks: action('signedIn', contract.looks, readLooks),
}

export const main = serve('vault', actions)
