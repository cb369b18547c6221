/**
 * `Date` as a function sees it when the cloud was given a clock: now is the clock's, everything else the real Date's.
 * A proxy and not a subclass: what it makes are real Dates, and Dates from elsewhere are still `instanceof` it.
 * What it does not reach: `globalThis.Date`, `performance`, timers and `Intl` without an argument keep real time.
 */
export function dateBy(clock: () => Date): DateConstructor {
  const now = () => clock().getTime()
  const clocked: DateConstructor = new Proxy(Date, {
    construct: (target, given, asked) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asked === clocked ? target : asked) as Date,
    apply: (target) => new target(now()).toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
  return clocked
}
