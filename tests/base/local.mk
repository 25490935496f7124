unit_tests += \
	tests/base/test-config \
	tests/base/test-config-errors \
	tests/base/test-duration \
	tests/base/test-mask \
	tests/base/test-secret \
	tests/base/test-subject \
	tests/base/test-text \
	tests/base/test-yaml

tests_base_test_config_SOURCES = tests/base/test-config.c tests/base/config-testing.h
tests_base_test_config_LDADD = $(core_libs)
tests_base_test_config_errors_SOURCES = tests/base/test-config-errors.c tests/base/config-testing.h
tests_base_test_config_errors_LDADD = $(core_libs)
tests_base_test_duration_SOURCES = tests/base/test-duration.c
tests_base_test_duration_LDADD = $(core_libs)
tests_base_test_secret_SOURCES = tests/base/test-secret.c
tests_base_test_secret_LDADD = $(core_libs)
tests_base_test_subject_SOURCES = tests/base/test-subject.c
tests_base_test_subject_LDADD = $(core_libs)
tests_base_test_text_SOURCES = tests/base/test-text.c
tests_base_test_text_LDADD = $(core_libs)
tests_base_test_yaml_SOURCES = tests/base/test-yaml.c
tests_base_test_yaml_LDADD = $(core_libs)
tests_base_test_mask_SOURCES = tests/base/test-mask.c tests/base/mask-cases.h tests/slow.h
tests_base_test_mask_LDADD = $(core_libs)
