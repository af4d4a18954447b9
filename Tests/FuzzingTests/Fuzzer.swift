import CLibFuzzer
import Foundation

/// Fuzzes the target that the environment's `FUZZ_TARGET` names; the arguments are libFuzzer's, which runs the program anew
/// with others.
@main struct Fuzzer {
    private static let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(FuzzTarget.init)

    static func main() {
        if target == nil {
            print("usage: FUZZ_TARGET=\(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) fuzz [argument …]")
            exit(2)
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        let status = LLVMFuzzerRunDriver(&count, &arguments) { data, size in
            Fuzzer.feed(UnsafeBufferPointer(start: data, count: size))
            return 0
        }
        exit(status)
    }

    private static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        do {
            try target?.feed(bytes)
        } catch {
            // A crash is what libFuzzer takes for a finding.
            fatalError("\(error)")
        }
    }
}
