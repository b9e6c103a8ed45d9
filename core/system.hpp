// The AI system whose output is offered as evidence.
#pragma once

#include <optional>
#include <string>

#include "core/names.hpp"

namespace isonomia {

enum class SystemKind {
    face_recognition,
    risk_score,
    place_prediction,
    dna_likelihood_ratio,
    social_media_profiling,
    event_verification,
    document_processing,
    machine_translation,
    summary,
    media_forensics,
    object_identification,
    deepfake_detection,
    other
};
constexpr std::array<std::string_view, 13> names_of(SystemKind) {
    return {"face-recognition",
            "risk-score",
            "place-prediction",
            "dna-likelihood-ratio",
            "social-media-profiling",
            "event-verification",
            "document-processing",
            "machine-translation",
            "summary",
            "media-forensics",
            "object-identification",
            "deepfake-detection",
            "other"};
}

struct System {
    std::string id;
    SystemKind kind = SystemKind::other;
    std::string name;
    std::string vendor;        // agent
    std::string version;       // "" when not disclosed
    std::string model_digest;  // 'sha256:…', or "" when not disclosed
    std::optional<double> threshold;
    std::string intended_use;
    std::string validation;       // the validation that the vendor or the user offers, in words
    std::string output;           // what the system said in this matter
    std::string not_established;  // what that output does not show
};

template <class V>
void describe(V& v, System& s) {
    v("id", s.id);
    v("kind", s.kind);
    v("name", s.name);
    v("vendor", s.vendor);
    v("version", s.version);
    v("model_digest", s.model_digest);
    v("threshold", s.threshold);
    v("intended_use", s.intended_use);
    v("validation", s.validation);
    v("output", s.output);
    v("not_established", s.not_established);
}

}  // namespace isonomia
