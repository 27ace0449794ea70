package org.liftlock.sample.start;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import java.util.Optional;

/** Flags that are texts and the same for everybody, from wherever a subclass finds them. */
abstract class TextFlagProvider implements FeatureProvider {

    private final String name;

    TextFlagProvider(String name) {
        this.name = name;
    }

    /** The text of a flag, if it is set. */
    abstract Optional<String> text(String flag);

    @Override
    public Metadata getMetadata() {
        return () -> name;
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String defaultValue, EvaluationContext context) {
        ProviderEvaluation<String> evaluation = new ProviderEvaluation<>();
        Optional<String> text = text(key);
        evaluation.setValue(text.orElse(defaultValue));
        evaluation.setReason((text.isPresent() ? Reason.STATIC : Reason.DEFAULT).name());
        return evaluation;
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, Boolean defaultValue, EvaluationContext context) {
        return noText(defaultValue);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, Integer defaultValue, EvaluationContext context) {
        return noText(defaultValue);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double defaultValue, EvaluationContext context) {
        return noText(defaultValue);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value defaultValue, EvaluationContext context) {
        return noText(defaultValue);
    }

    private static <T> ProviderEvaluation<T> noText(T defaultValue) {
        ProviderEvaluation<T> evaluation = new ProviderEvaluation<>();
        evaluation.setValue(defaultValue);
        evaluation.setReason(Reason.ERROR.name());
        evaluation.setErrorCode(ErrorCode.TYPE_MISMATCH);
        evaluation.setErrorMessage("The flags of this provider are texts");
        return evaluation;
    }
}
