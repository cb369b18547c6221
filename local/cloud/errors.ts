/**
 * An error that travels to the SDK as `{ code, message }` inside an HTTP 200, as the cloud answers.
 * Codes are CloudBase's own; wx-server-sdk maps the ones it knows to negative numbers.
 */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** The request is not something the database can do (unknown operator, wrong type, path conflict ...). */
export const requestFailed = (message: string) => new CloudError('DATABASE_REQUEST_FAILED', message)

/** A document that another writer holds or has changed since the transaction's snapshot. */
export const conflict = () =>
  new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
  )

/** What every operation answers once its transaction has ended or expired. The text is the cloud's. */
export const transactionGone = () =>
  new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
  )

export const duplicateKey = (collection: string, index: string, key: string) =>
  new CloudError(
    'DATABASE_DUPLICATE_WRITE',
    `E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${key}`,
  )

export const collectionMissing = (collection: string) =>
  new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${collection}. Please check your request, but if the problem persists, contact us.`,
  )
