import DurableExecution

/// The demo's durable task: one execution a file.
struct DigestTask {
    struct Input: Codable, Sendable {
        /// Relative to the folder, ``BytePath/escaped``.
        var path: String
    }

    static func make(in folder: BytePath) -> DurableTask<Input, FileDigest> {
        DurableTask(
            "digest_file",
            options: TaskOptions(
                retry: RetryPolicy(maxRetries: 3, initialDelay: .milliseconds(100), multiplier: 3),
                // A file may be large and its disk slow; the lease decides whether its executor lives.
                timeout: .seconds(24 * 3_600)
            )
        ) { input, _ in
            guard let path = BytePath(escaped: input.path) else { throw DigestFailure("is not an escaped path") }
            return try await FileDigest(of: folder.appending(path))
        }
    }
}
