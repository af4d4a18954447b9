internal import Foundation
internal import Synchronization

extension SQLiteConnection {
    /// A process that closes any descriptor of a file loses the locks that its connections have on it. So nobody may open the
    /// file between the moment when it is made and the moment when its first descriptor is closed.
    private static let making = Mutex(())

    /// Makes the file where there is none, and finds what SQLite would be silent about.
    static func prepareFile(_ path: String, isReadOnly: Bool) throws {
        if path.isEmpty || path.utf8.contains(0) {
            throw SQLiteError(.invalidPath, message: "a database's path is empty or contains the character U+0000")
        }
        if !isReadOnly {
            let reason = making.withLock { _ -> Int32 in
                // A link to no file would have SQLite make the file, readable to others.
                let path = destination(ofLinksFrom: path)
                let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                if descriptor < 0 { return errno }
                Foundation.close(descriptor)
                return 0
            }
            if reason != 0, reason != EEXIST { throw error(errno: reason, path: path, isReadOnly: isReadOnly) }
        }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw error(errno: EISDIR, path: path, isReadOnly: isReadOnly)
        }
    }

    /// Where the symbolic links lead that begin at a path; the path itself where there is none. As many links as the system follows.
    private static func destination(ofLinksFrom path: String) -> String {
        var path = path
        for _ in 0..<40 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            path = next.hasPrefix("/") ? next : folder + next
        }
        return path
    }

    /// What SQLite calls no more than “unable to open database file”.
    static func error(errno reason: Int32, path: String, isReadOnly: Bool) -> SQLiteError {
        switch reason {
        case ENOENT where isReadOnly:
            return SQLiteError(.missingFile, message: "there is no database file to read", path: path)
        case ENOENT, ENOTDIR:
            return SQLiteError(.missingFolder, message: "the folder of the database file does not exist", path: path)
        case EISDIR:
            return SQLiteError(.isAFolder, message: "there is a folder where a database file should be", path: path)
        case EACCES, EPERM, EROFS:
            let what = isReadOnly ? "read" : "opened for writing, or made"
            return SQLiteError(
                .permissionDenied, message: "the database file can't be \(what): permission denied", path: path
            )
        case ENOSPC, EDQUOT:
            return SQLiteError(.diskFull, message: "there is no space for the database file", path: path)
        default:
            return SQLiteError(.inputOutput, message: String(cString: strerror(reason)), path: path)
        }
    }
}
