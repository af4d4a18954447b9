import Foundation

/// Listens like a server, hangs up on the first who connects, and says nothing to any other.
final class RudeServer: Sendable {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "rude-\(UUID().uuidString.prefix(8))")
    private let listening: Int32

    var connectionString: String { "host=\(folder.path) user=durable" }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #if canImport(Glibc)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        let listening = socket(AF_UNIX, stream, 0)
        self.listening = listening
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = folder.appending(path: ".s.PGSQL.5432").path
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let isListening = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listening, address, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 && listen(listening, 10) == 0
            }
        }
        if !isListening { throw CocoaError(.fileWriteUnknown) }
        DispatchQueue.global().async { _ = close(accept(listening, nil, nil)) }
    }

    deinit {
        close(listening)
        try? FileManager.default.removeItem(at: folder)
    }
}
