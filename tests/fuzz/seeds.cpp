#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "core/digest.hpp"
#include "core/ensure.hpp"
#include "core/files.hpp"
#include "core/json.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "provenance/time/timestamp_token.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/timestamp_sample.hpp"

namespace isonomia::fuzz {

namespace {

using Seeds = std::vector<std::string>;

const fs::path& source() {
    static const fs::path path = ISONOMIA_SOURCE_DIR;
    return path;
}

constexpr std::size_t seed_bytes_max = 2048;  // the beginning of larger samples

std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Public vectors that are kept beside the source tree, or where ISONOMIA_SHARED says.
fs::path vectors() {
    const char* shared = std::getenv("ISONOMIA_SHARED");
    return (shared != nullptr ? fs::path(shared) : source() / "../shared") / "vectors";
}

// The files below `folder` whose names end so, in the order of their paths.
Seeds files(const fs::path& folder, std::string_view ending) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(source() / folder))
        if (entry.is_regular_file() && entry.path().string().ends_with(ending))
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    Seeds seeds;
    for (const fs::path& path : paths)
        seeds.push_back(content(path));
    return seeds;
}

// The blocks of the worked example that begin so, without their indentation; each block with and
// without its last line feed.
Seeds example(std::string_view beginning) {
    Seeds seeds;
    std::string block;
    const std::string page = content(source() / "docs/formats/ledger.md");
    bool in_block = false;
    for (const std::string_view line : split(page, '\n')) {
        const bool code = line.starts_with("    ");
        if (code || (in_block && line.empty() && block.find('\n') != std::string::npos))
            block += std::string(line.substr(code ? 4 : 0)) + "\n";
        if (in_block && !code && !line.empty()) {
            while (block.ends_with("\n\n"))
                block.pop_back();
            if (block.starts_with(beginning)) {
                seeds.push_back(block);
                seeds.push_back(block.substr(0, block.size() - 1));
            }
            block.clear();
        }
        in_block = code || (in_block && line.empty());
        if (!in_block) block.clear();
    }
    return seeds;
}

// Every expression of the packs that ship.
Seeds expressions() {
    Seeds seeds;
    const auto collect = [&](const auto& self, const XmlNode& node) -> void {
        if (const auto expression = node.attribute("xp")) seeds.emplace_back(*expression);
        for (const XmlNode& child : node.children())
            self(self, child);
    };
    for (const std::string& pack : files("rules/packs", ".xml")) {
        const auto document = XmlDocument::parse(pack, "pack");
        ensure(document.has_value(), "a pack that ships to be XML");
        collect(collect, document->root());
    }
    std::sort(seeds.begin(), seeds.end());
    seeds.erase(std::unique(seeds.begin(), seeds.end()), seeds.end());
    return seeds;
}

// Each pack with one of its rules at a time: small enough to be read often.
Seeds packs() {
    Seeds seeds;
    for (const std::string& pack : files("rules/packs", ".xml")) {
        const std::string head = pack.substr(0, pack.find("<rule "));
        for (std::size_t at = head.size(); at != std::string::npos; at = pack.find("<rule ", at)) {
            const std::size_t end = pack.find("</rule>", at);
            if (end == std::string::npos) break;
            seeds.push_back(head + pack.substr(at, end - at) + "</rule></pack>");
            at = end;
        }
    }
    return seeds;
}

Seeds with_first_byte(Seeds seeds, const std::string& first) {
    Seeds result;
    for (const std::string& seed : seeds)
        for (const char c : first)
            result.push_back(c + seed);
    return result;
}

Seeds joined(Seeds first, const Seeds& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

Seeds proofs() {
    Seeds seeds;
    for (const int size : {1, 2, 3, 7, 8, 9, 200})
        for (const int index : {0, 1, 2, 5, 8}) {
            std::string seed = {'\0', static_cast<char>(index), '\0', static_cast<char>(size)};
            for (int hash = 0; hash < 6; ++hash)
                seed += std::string(32, static_cast<char>('a' + hash));
            seeds.push_back(seed);
        }
    return seeds;
}

// RFC 8785's test data, where it is there.
Seeds canonical_json() {
    return fs::exists(vectors() / "jcs") ? files(vectors() / "jcs", ".json") : Seeds();
}

// Key, signature, message: RFC 8032 §7.1, TEST 2; and every public vector, where they are there.
Seeds signatures() {
    const auto bytes = [](std::string_view text) {
        const auto decoded = from_hex(text);
        ensure(decoded.has_value(), "hexadecimal text");
        return std::string(decoded->begin(), decoded->end());
    };
    Seeds seeds{
        bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
              "72")};
    const auto parsed = parse_json(content(vectors() / "ed25519/wycheproof-ed25519.json"));
    const Json* groups = parsed ? parsed->find("testGroups") : nullptr;
    if (groups == nullptr) return seeds;
    for (const Json& group : *groups->array()) {
        const std::string key = bytes(*group.find("publicKey")->find("pk")->string());
        for (const Json& test : *group.find("tests")->array())
            seeds.push_back(key + bytes(*test.find("sig")->string()) +
                            bytes(*test.find("msg")->string()));
    }
    return seeds;
}

// A key as OpenSSL writes it, plain and with the passphrase "four words".
Seeds key_files() {
    return {
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEII9j7FDFYy/gDXPe0Tak3572KODUWuY3ctOULNjqxiJF\n"
        "-----END PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        "MIGSME4GCSqGSIb3DQEFDTBBMCAGCSsGAQQB2kcECzATBAhJjs6zDa7/QgIBEAIB\n"
        "CAIBATAdBglghkgBZQMEASoEEF6OsnvFc3YjrXlwTTgCpN4EQLLOMNKYnOFZt5i9\n"
        "280Q6Yvz7NAU5pNJ/Kl4YIW6ltJ6qiJTZv8R2rhPNnF6GgOn2K8xL4QomRW7WR4B\n"
        "YFVHVWw=\n"
        "-----END ENCRYPTED PRIVATE KEY-----\n"};
}

// A request as `openssl ts -query -sha256 -cert` writes it, an answer and its token, a root; and
// the public answers, where they are there.
Seeds timestamps() {
    const auto text = [](const auto& bytes) { return std::string(bytes.begin(), bytes.end()); };
    const auto request = from_hex(
        "30430201013031300d0609608648016503040201050004202cf24dba5fb0a30e26e83b2ac5b9e29e"
        "1b161e5c1fa7425e73043362938b982402081ce9e528ec13be400101ff");
    const auto answer = from_base64(sample_tsa_response);
    ensure(answer.has_value(), "base64");
    const auto token = provenance::token_in_response(*answer);
    ensure(token && provenance::verify_token(
                        *token, provenance::TsaCertificates::from_pem(sample_tsa_root).value()),
           "a token in the answer that is believed");
    Seeds seeds{text(*request), text(*answer), text(*token), sample_tsa_root};
    return fs::exists(vectors() / "tsa") ? joined(seeds, files(vectors() / "tsa", ".tsr")) : seeds;
}

// The checkpoint of c2sp.org/tlog-witness, with a proof of one hash.
Seeds witness_request() {
    return {
        "old 20852014\n"
        "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
        "\n"
        "example.com/behind-the-sofa\n"
        "20852163\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        "\n"
        "\xE2\x80\x94 example.com/behind-the-sofa "
        "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOA"
        "YQ8=\n"};
}

Seeds model_lightgbm_files() {
    return Seeds{
        "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n"
        "max_feature_idx=1\nobjective=binary sigmoid:2\nfeature_names=a b\n"
        "feature_infos=[0:1] 0:1:2\n\nTree=0\nnum_leaves=3\nnum_cat=1\n"
        "split_feature=0 1\nthreshold=0.5 0\ndecision_type=8 1\nleft_child=-1 -2\n"
        "right_child=1 -3\nleaf_value=1 2 4\nleaf_count=1 2 3\ninternal_count=6 5\n"
        "cat_boundaries=0 1\ncat_threshold=5\nis_linear=0\n\nend of trees\n\n"};
}

Seeds model_onnx_files() {
    // ir_version 8, a graph with one node of no inputs, an opset of ai.onnx.ml
    return Seeds{
        std::string("\x08\x08\x3a\x04\x0a\x02\x22\x00\x42\x0e\x0a\x0a"
                    "ai.onnx.ml\x10\x03",
                    24)};
}

Seeds model_pmml_files() {
    return Seeds{
        "<PMML version=\"4.4\" xmlns=\"http://www.dmg.org/PMML-4_4\"><DataDictionary>"
        "<DataField name=\"a\" optype=\"continuous\" dataType=\"double\"/>"
        "<DataField name=\"y\" optype=\"continuous\" dataType=\"double\"/>"
        "</DataDictionary><RegressionModel functionName=\"regression\"><MiningSchema>"
        "<MiningField name=\"a\"/><MiningField name=\"y\" usageType=\"target\"/>"
        "</MiningSchema><RegressionTable intercept=\"1\"><NumericPredictor name=\"a\" "
        "coefficient=\"2\"/></RegressionTable></RegressionModel></PMML>"};
}

Seeds model_xgboost_files() {
    return Seeds{R"({"learner":{"feature_names":["a","b"],"feature_types":[],"gradient_boo)"
                 R"(ster":{"model":{"tree_info":[0],"trees":[{"default_left":[0,0,1,0,0],")"
                 R"(left_children":[1,-1,3,-1,-1],"right_children":[2,-1,4,-1,-1],"split_c)"
                 R"(onditions":[1E-1,1,2,2,4],"split_indices":[0,0,1,0,0],"sum_hessian":[4)"
                 R"(,1,3,2,1],"tree_param":{"num_nodes":"5","size_leaf_vector":"0"}}]},"na)"
                 R"(me":"gbtree"},"learner_model_param":{"base_score":"5E-1","num_class":")"
                 R"(0","num_feature":"2"},"objective":{"name":"reg:squarederror"}},"versio)"
                 R"(n":[1,7,6]})"};
}

Seeds probe_plan_files() {
    return Seeds{
        "<probe xmlns=\"urn:isonomia:probe:1\" id=\"p\" title=\"t\"><claim "
        "output=\"score\" at-least=\"0\">r</claim><neighbourhood><vary input=\"x\" "
        "from=\"-1\" to=\"1\" step=\"1\">r</vary><reorder input=\"list\">r</reorder>"
        "</neighbourhood><search method=\"grid\" tries=\"9\"/></probe>"};
}

const std::map<std::string, Seeds (*)(), std::less<>>& makers() {
    static const std::map<std::string, Seeds (*)(), std::less<>> list{
        {"checkpoint", [] { return example("isonomia/ledger/"); }},
        {"cosigner",
         [] {
             return Seeds{"remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"};
         }},
        {"ed25519", signatures},
        {"envelope", [] { return example("{\"a"); }},
        {"expression", expressions},
        {"json",
         [] {
             return joined(
                 {"null", "[1,2.5e-7,-0,1e21]", "{\"\\u20ac\":[{}],\"\":\"\\ud83d\\ude00\"}"},
                 joined(joined(files("tests/golden", ".json"), example("{")), canonical_json()));
         }},
        {"key_pem", key_files},
        {"matter",
         [] {
             return joined(joined(files("corpus/matters", "matter.xml"),
                                  files("corpus/templates", "matter.xml")),
                           files("tests/bad", ".xml"));
         }},
        {"image", [] { return Seeds{"P5\n2 2\n255\nabcd", "GIF89a", "BM"}; }},
        {"model_lightgbm", model_lightgbm_files},
        {"model_onnx", model_onnx_files},
        {"model_pmml", model_pmml_files},
        {"model_xgboost", model_xgboost_files},
        {"note", [] { return example("isonomia/ledger/"); }},
        {"payload", [] { return example("[\""); }},
        {"probe_plan", probe_plan_files},
        {"proof", proofs},
        {"rule_pack", packs},
        {"score_model", [] { return with_first_byte(files("corpus", ".csv"), "01"); }},
        {"table", [] { return with_first_byte(files("corpus", ".csv"), "01"); }},
        {"timestamp", timestamps},
        {"vkey", [] { return example("isonomia/ledger/"); }},
        {"witness_request", witness_request},
        {"xml",
         [] { return joined(files("tests/bad", ".xml"), files("corpus/templates", ".xml")); }},
        {"xpath", expressions},
    };
    return list;
}

}  // namespace

std::vector<std::string> seeds_of(std::string_view target) {
    const auto maker = makers().find(target);
    ensure(maker != makers().end(), "seeds for every target");
    Seeds seeds = maker->second();
    for (std::string& seed : seeds)
        if (target != "matter" && target != "rule_pack" && target != "timestamp")
            seed.resize(std::min(seed.size(), seed_bytes_max));
    ensure(!seeds.empty(), "at least one seed");
    return seeds;
}

}  // namespace isonomia::fuzz
