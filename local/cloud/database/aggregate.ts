import { requestFailed } from '../errors'
import type { Database } from './database'
import { evaluator } from './expressions'
import { find } from './find'
import { metresFrom } from './geo-match'
import { toPoint } from './geo-shapes'
import { joinedIn, lookup } from './lookup'
import type { Meter } from './meter'
import { valuesAt } from './paths'
import { parseSort, STAGES, wholeNumber } from './stages'
import type { Sort } from './planner'
import { clone, isDoc, type Doc } from './values'
import { setAt } from './update'

export type PipelineStage = [name: string, spec: unknown]

/** Without a limit of its own the cloud gives 20 results. */
const DEFAULT_RESULTS = 20

/** Runs an aggregation as the cloud does. */
export function aggregate(db: Database, name: string, stages: PipelineStage[], meter: Meter): Doc[] {
  const limited = stages.some(([stage]) => stage === '$limit')
  const results = runPipeline(db, name, stages, meter)
  const given = limited ? results : results.slice(0, DEFAULT_RESULTS)
  meter.returned += given.length + joinedIn(given, stages)
  return given
}

/** Runs a pipeline over a collection: what its head can leave to the planner, then stage by stage. */
export function runPipeline(
  db: Database,
  name: string,
  stages: PipelineStage[],
  meter: Meter,
  variables: Doc = {},
): Doc[] {
  const evaluate = evaluator(variables)
  const first = stages[0]
  let rest: PipelineStage[]
  let docs: Doc[]
  if (first?.[0] === '$geoNear') {
    const limit = stages[1]?.[0] === '$limit' ? wholeNumber('limit', stages[1][1], 1) : Infinity
    docs = geoNear(db, name, first[1] as Doc, limit, meter)
    rest = stages.slice(1)
  } else {
    const head = readHead(stages, variables)
    docs = find(db.collection(name), head, meter).map(({ doc }) => doc)
    rest = stages.slice(head.stages)
  }
  for (const [stage, spec] of rest) {
    if (stage === '$lookup') docs = lookup(db, docs, spec as Doc, meter, variables)
    else if (stage === '$facet') docs = [facet(docs, spec as Doc, variables)]
    else if (stage === '$match') docs = STAGES['$match']!(docs, bind(spec, variables) as never, evaluate)
    else if (Object.hasOwn(STAGES, stage)) docs = STAGES[stage]!(docs, spec as never, evaluate)
    else throw requestFailed(`Unrecognized pipeline stage name: '${stage}'`)
  }
  return docs
}

function facet(docs: Doc[], spec: Doc, variables: Doc): Doc {
  const evaluate = evaluator(variables)
  const run = (pipeline: Doc[]) =>
    pipeline.reduce((current, stage) => {
      const [name, operand] = Object.entries(stage)[0]!
      if (!Object.hasOwn(STAGES, name)) throw requestFailed(`${name} is not allowed to be used within a $facet stage`)
      return STAGES[name]!(current, operand as never, evaluate)
    }, docs)
  return Object.fromEntries(Object.entries(spec).map(([field, pipeline]) => [field, run(pipeline as Doc[])]))
}

/** The `$match`, `$sort`, `$skip` and `$limit` at the head, as one query, and how many stages they were. */
function readHead(stages: PipelineStage[], variables: Doc) {
  const conjuncts: Doc[] = []
  let at = 0
  while (stages[at]?.[0] === '$match') conjuncts.push(bind(stages[at++]![1], variables))
  let sort: Sort = []
  if (stages[at]?.[0] === '$sort') sort = parseSort(stages[at++]![1])
  let skip = 0
  if (stages[at]?.[0] === '$skip') skip = wholeNumber('skip', stages[at++]![1], 0)
  let limit = Infinity
  if (stages[at]?.[0] === '$limit') limit = wholeNumber('limit', stages[at++]![1], 1)
  const filter: Doc = conjuncts.length > 1 ? { $and: conjuncts } : (conjuncts[0] ?? {})
  return { filter, sort, skip, limit, stages: at }
}

/**
 * A filter whose `$expr` sees a lookup's variables. `$eq: ['$field', '$$variable']` is also stated as an ordinary
 * condition, so that an index can answer it.
 */
function bind(filter: unknown, variables: Doc): Doc {
  if (!isDoc(filter)) throw requestFailed('the match filter must be an expression in an object')
  if (!Object.hasOwn(filter, '$expr')) return filter
  const { $expr, ...others } = filter
  const evaluate = evaluator(variables)
  const implied: Doc[] = []
  imply($expr, (operand) => evaluate({}, operand), implied)
  const bound = { $expr: { $let: { vars: literals(variables), in: $expr } } }
  return { $and: [...implied, ...(Object.keys(others).length > 0 ? [others] : []), bound] }
}

const literals = (variables: Doc): Doc =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { $literal: value ?? null }]))

const isField = (operand: unknown): operand is string =>
  typeof operand === 'string' && operand.startsWith('$') && !operand.startsWith('$$')
/** Values for which "the expression says equal" implies "the query says equal". */
const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date

function imply(expression: unknown, constant: (operand: unknown) => unknown, implied: Doc[]): void {
  if (!isDoc(expression)) return
  const [operator, operands] = Object.entries(expression)[0] ?? []
  if (!Array.isArray(operands)) return
  if (operator === '$and') operands.forEach((part) => imply(part, constant, implied))
  if (operator !== '$eq' && operator !== '$in') return
  const [a, b] = operands
  const field = isField(a) ? a : operator === '$eq' && isField(b) ? b : undefined
  const other = field === a ? b : a
  if (field === undefined || JSON.stringify(other)?.match(/"\$[^$]/)) return
  const value = constant(other)
  if (operator === '$eq' && isPlain(value)) implied.push({ [field.slice(1)]: value })
  if (operator === '$in' && Array.isArray(value) && value.every(isPlain))
    implied.push({ [field.slice(1)]: { $in: value } })
}

function geoNear(db: Database, name: string, spec: Doc, limit: number, meter: Meter): Doc[] {
  const collection = db.collection(name)
  const indexed = collection.indexes
    .flatMap(({ spec: index }) => index.keys)
    .find(([, direction]) => direction === '2dsphere')
  const key = (spec['key'] as string | undefined) ?? indexed?.[0]
  const centre = toPoint(spec['near'])
  if (!key) throw requestFailed('$geoNear requires a 2d or 2dsphere index, but none were found')
  if (!centre || typeof spec['distanceField'] !== 'string') throw requestFailed('$geoNear needs near and distanceField')
  const near = {
    $geometry: { type: 'Point', coordinates: centre },
    $maxDistance: spec['maxDistance'],
    $minDistance: spec['minDistance'],
  }
  const filter = { $and: [{ [key]: { $nearSphere: near } }, (spec['query'] as Doc | undefined) ?? {}] }
  const most = Math.min(limit, Number(spec['limit'] ?? spec['num'] ?? Infinity))
  return find(collection, { filter, limit: most }, meter).map(({ doc }) => {
    const out = clone(doc)
    const place = valuesAt(doc, key)[0]
    setAt(
      out,
      (spec['distanceField'] as string).split('.'),
      metresFrom(place, centre)! * Number(spec['distanceMultiplier'] ?? 1),
    )
    if (typeof spec['includeLocs'] === 'string') setAt(out, spec['includeLocs'].split('.'), clone(place))
    return out
  })
}
