/// The version of the package: the heading of CHANGELOG.md, the tag of the release and the output of `durable --version`.
enum Version {
    static let current = "0.1.0"
}
