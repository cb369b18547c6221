import { app } from './cloud'

/** File storage, by the real SDK. A file that a function stored belongs to no phone: nobody but functions reads it. */

/** The bytes of a file, or null when there is none. */
export async function readFile(fileId: string): Promise<Buffer | null> {
  try {
    const { fileContent } = await app.downloadFile({ fileID: fileId })
    return Buffer.isBuffer(fileContent) ? fileContent : Buffer.from(fileContent ?? '')
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (code === 'STORAGE_FILE_NONEXIST' || /Status:404/.test(message ?? '')) return null
    throw error
  }
}

/** Stores bytes under a path and answers the file's id; the same path again is the same file. */
export async function writeFile(cloudPath: string, fileContent: Buffer): Promise<string> {
  const { fileID } = await app.uploadFile({ cloudPath, fileContent })
  return fileID
}

/** Deletes files; those that are not there are no error. */
export async function deleteFiles(fileList: string[]): Promise<void> {
  if (fileList.length > 0) await app.deleteFile({ fileList })
}

/** Addresses to read files from without any right, in order, for `seconds`. Throws when a file is not there. */
export async function temporaryAddress(fileIds: string[], seconds: number): Promise<string[]> {
  if (fileIds.length === 0) return []
  const { fileList } = await app.getTempFileURL({
    fileList: fileIds.map((fileID) => ({ fileID, maxAge: seconds })),
  })
  return fileIds.map((id) => {
    const found = fileList.find(({ fileID }) => fileID === id)
    if (found?.code !== 'SUCCESS') throw new Error('a stored file is not there')
    return found.tempFileURL
  })
}
