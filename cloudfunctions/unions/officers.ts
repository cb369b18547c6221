import type { Org } from '../kernel/orgs'
import { deskOf, type Person } from '../kernel/people'

/** Who may say who answers a union's desk. Pure. */

/**
 * `above`: an officer of a union above it; `chair`: its own chair, who adds and dismisses others but makes nobody chair;
 * `none`: everybody else.
 */
export type Right = 'above' | 'chair' | 'none'

export function rightOver({ posts }: Pick<Person, 'posts'>, union: Pick<Org, '_id' | 'scopes'>, desk: string): Right {
  const post = posts.find((one) => one.desk === desk && one.role === 'officer')
  if (!post || !union.scopes.includes(post.org)) return 'none'
  if (post.org !== union._id) return 'above'
  return isChair(post.title) ? 'chair' : 'none'
}

/** `工会主席`, `主席`; a 副主席 is none. */
export const isChair = (title: string): boolean => title.endsWith('主席') && !title.includes('副')

export const isOfficerOf = ({ posts }: Pick<Person, 'posts'>, union: string): boolean =>
  posts.some(({ desk }) => desk === deskOf(union, 'officer'))

/** Nobody leaves a desk without an officer by dismissing herself. */
export function mayDismiss(right: Right, me: string, person: string, officers: Pick<Person, '_id'>[]): boolean {
  return right !== 'none' && (person !== me || officers.length > 1)
}
