internal import Foundation

/// Several processes that do the same at the same time.
final class WorkerTeam {
    private struct Member {
        let process = Process()
        let input = Pipe()
        let output = Pipe()

        func line() throws -> String {
            var line = Data()
            while let byte = try output.fileHandleForReading.read(upToCount: 1), let first = byte.first {
                if first == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
                line.append(first)
            }
            throw Died()
        }
    }

    struct Died: Error, CustomStringConvertible {
        let description = "one of the processes of the benchmark has died; what it said is above"
    }

    private let members: [Member]

    /// Starts the processes and waits until all of them are ready.
    ///
    /// - Parameter arguments: Those of each process, by its number.
    init(of count: Int, arguments: (Int) -> [String]) throws {
        members = (0..<count).map { _ in Member() }
        for (index, member) in members.enumerated() {
            member.process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            member.process.arguments = ["postgresql-worker"] + arguments(index)
            member.process.standardInput = member.input
            member.process.standardOutput = member.output
            try member.process.run()
        }
        for member in members { _ = try member.line() }
    }

    /// Has all do something; gives how many executions they handled together, and the seconds of the slowest.
    func run(_ phase: Int) throws -> (count: Int, seconds: Double) {
        for member in members { try member.input.fileHandleForWriting.write(contentsOf: Data("\(phase)\n".utf8)) }
        var (count, seconds) = (0, 0.0)
        for member in members {
            let words = try member.line().split(separator: " ")
            count += words.first.flatMap { Int($0) } ?? 0
            seconds = max(seconds, words.last.flatMap { Double($0) } ?? 0)
        }
        return (count, seconds)
    }

    func end() {
        for member in members {
            try? member.input.fileHandleForWriting.close()
            member.process.waitUntilExit()
        }
    }
}
