src_libcore_a_SOURCES += \
	src/learn/features.c src/learn/features.h \
	src/learn/folds.c src/learn/folds.h \
	src/learn/model.c src/learn/model.h src/learn/model-file.h \
	src/learn/offsets.c src/learn/offsets.h \
	src/learn/pack.c src/learn/pack.h \
	src/learn/score.c src/learn/score.h \
	src/learn/solver.c src/learn/solver.h \
	src/learn/train.c src/learn/train.h \
	src/learn/tune.c src/learn/tune.h \
	src/learn/vectors.c src/learn/vectors.h
